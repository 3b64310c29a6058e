using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace JobAnalysis.Application.Exchange.Xlsx;

/// <summary>One sheet with typed cells; an inline string is never a formula, so the text stays as it is.</summary>
internal static class XlsxTable
{
    private const int LongestSheetName = 31;

    public static byte[] Write(ExportTable table)
    {
        using var memory = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(memory, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            var sheet = workbook.AddNewPart<WorksheetPart>();
            using (var writer = OpenXmlWriter.Create(sheet)) WriteSheet(writer, table);
            workbook.Workbook = new(new Sheets(new Sheet { Id = workbook.GetIdOfPart(sheet), SheetId = 1, Name = SheetName(table.Title) }));
        }

        return memory.ToArray();
    }

    private static void WriteSheet(OpenXmlWriter writer, ExportTable table)
    {
        writer.WriteStartElement(new Worksheet());
        writer.WriteStartElement(new SheetData());
        WriteRow(writer, [table.Title]);
        foreach (var note in table.Notes) WriteRow(writer, [note]);
        WriteRow(writer, [.. table.Headers.Select(ExportCell.FromString)]);
        foreach (var row in table.Rows) WriteRow(writer, row);
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void WriteRow(OpenXmlWriter writer, IReadOnlyList<ExportCell> cells)
    {
        writer.WriteStartElement(new Row());
        foreach (var cell in cells)
        {
            writer.WriteElement(cell.Number is { } number
                ? new Cell { CellValue = new(number.ToString(CultureInfo.InvariantCulture)), DataType = CellValues.Number }
                : new Cell { InlineString = new(new Text(XmlText.Clean(cell.Text)) { Space = SpaceProcessingModeValues.Preserve }), DataType = CellValues.InlineString });
        }

        writer.WriteEndElement();
    }

    private static string SheetName(string title)
    {
        var name = new string([.. title.Where(c => !"[]:*?/\\'".Contains(c, StringComparison.Ordinal))]);
        return name.Length switch { 0 => "Sheet1", > LongestSheetName => name[..LongestSheetName], _ => name };
    }
}
