using System.Globalization;
using System.Text;
using CsvHelper;

namespace JobAnalysis.Application.Exchange.Csv;

/// <summary>UTF-8 with BOM, so that Excel reads Chinese; RFC 4180; text cells guarded against formulas.</summary>
internal static class CsvTable
{
    public static byte[] Write(ExportTable table)
    {
        using var memory = new MemoryStream();
        using (var writer = new StreamWriter(memory, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true))
        using (var csv = new CsvWriter(writer, CultureInfo.InvariantCulture))
        {
            Line(csv, [table.Title]);
            foreach (var note in table.Notes) Line(csv, [note]);
            Line(csv, [.. table.Headers.Select(ExportCell.FromString)]);
            foreach (var row in table.Rows) Line(csv, row);
        }

        return memory.ToArray();
    }

    private static void Line(CsvWriter csv, IReadOnlyList<ExportCell> cells)
    {
        foreach (var cell in cells) csv.WriteField(cell.Number is null ? FormulaGuard.Quote(cell.Text) : cell.Text);
        csv.NextRecord();
    }
}
