using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using JobAnalysis.Application.Exchange;

namespace JobAnalysis.Application.Tests.Exchange;

public sealed class ExportWriterTests
{
    private static readonly string[] Dangerous = ["=1+1", "+886", "-1", "@SUM(A1)", "\t=1", " =1", "\u00A0=1", "＝1", "＠a", "\r=1", "\n=1"];

    private static ExportTable Table(params ExportCell[] cells) => new("職能落差", ["資料基準日 115/11/23"], ["姓名", "級別"], [cells]);

    private static string Csv(ExportTable table) => Encoding.UTF8.GetString(ExportWriter.Write(table, ExportFormat.Csv, "x").Content);

    private static XDocument OdsContent(ExportTable table)
    {
        using var zip = new ZipArchive(new MemoryStream(ExportWriter.Write(table, ExportFormat.Ods, "x").Content));
        using var stream = zip.GetEntry("content.xml")!.Open();
        return XDocument.Load(stream, LoadOptions.PreserveWhitespace);
    }

    private static string[] XlsxTexts(ExportTable table, CellValues type)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(ExportWriter.Write(table, ExportFormat.Xlsx, "x").Content), isEditable: false);
        return [.. document.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Cell>().Where(c => c.DataType?.Value == type).Select(c => c.InnerText)];
    }

    [Fact]
    public void A_csv_begins_with_a_byte_order_mark_so_that_Excel_reads_Chinese() =>
        Assert.Equal([0xEF, 0xBB, 0xBF], ExportWriter.Write(Table("王", 3), ExportFormat.Csv, "x").Content[..3]);

    [Fact]
    public void A_csv_keeps_quotes_commas_line_ends_and_rare_characters() =>
        Assert.Contains("\"𠮷田,\"\"甲\"\"\n乙\",3", Csv(Table("𠮷田,\"甲\"\n乙", 3)), StringComparison.Ordinal);

    [Fact]
    public void A_text_that_a_spreadsheet_would_compute_is_quoted_in_csv()
    {
        foreach (var text in Dangerous) Assert.Contains("'" + text, Csv(Table(text)).Replace("\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void A_negative_number_stays_a_number() => Assert.Contains("王,-2", Csv(Table("王", -2)), StringComparison.Ordinal);

    [Fact]
    public void An_xlsx_has_typed_cells_and_no_formula()
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(ExportWriter.Write(Table("=1+1", 3), ExportFormat.Xlsx, "x").Content), isEditable: false);
        var cells = document.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Cell>().ToArray();
        Assert.DoesNotContain(cells, c => c.CellFormula is not null);
        Assert.Equal(["3"], XlsxTexts(Table("=1+1", 3), CellValues.Number));
        Assert.Contains("=1+1", XlsxTexts(Table("=1+1", 3), CellValues.InlineString));
    }

    [Fact]
    public void An_ods_has_typed_cells_and_begins_with_its_media_type()
    {
        var bytes = ExportWriter.Write(Table("王", 3), ExportFormat.Ods, "x").Content;
        Assert.Equal("mimetypeapplication/vnd.oasis.opendocument.spreadsheet", Encoding.ASCII.GetString(bytes, 30, 54));
        XNamespace office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
        Assert.Equal("3", OdsContent(Table("王", 3)).Descendants().Attributes(office + "value").Single().Value);
        Assert.DoesNotContain(OdsContent(Table("=1+1")).Descendants().Attributes(), a => a.Name.LocalName == "formula");
    }

    [Fact]
    public void Signs_that_xml_cannot_carry_do_not_break_the_file()
    {
        Assert.Contains("a\uFFFDb𠮷", OdsContent(Table("a\u0001b𠮷")).Root!.Value, StringComparison.Ordinal);
        Assert.Contains("a\uFFFDb𠮷", XlsxTexts(Table("a\u0001b𠮷"), CellValues.InlineString));
    }
}
