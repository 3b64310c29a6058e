using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace JobAnalysis.Application.Exchange.Ods;

/// <summary>OpenDocument Spreadsheet 1.3 (the government's document format): one sheet, typed cells. Written by hand because no library is to be had; checked with LibreOffice.</summary>
internal static class OdsTable
{
    private const string Office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
    private const string Table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
    private const string TextSpace = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
    private const string Manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0";
    private const string MediaType = "application/vnd.oasis.opendocument.spreadsheet";

    public static byte[] Write(ExportTable table)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            // The media type comes first and uncompressed, so that the file is recognised by its head.
            using (var stream = zip.CreateEntry("mimetype", CompressionLevel.NoCompression).Open()) stream.Write(Encoding.ASCII.GetBytes(MediaType));
            using (var stream = zip.CreateEntry("content.xml").Open()) WriteContent(stream, table);
            using (var stream = zip.CreateEntry("META-INF/manifest.xml").Open()) WriteManifest(stream);
        }

        return memory.ToArray();
    }

    private static void WriteContent(Stream stream, ExportTable table)
    {
        using var xml = XmlWriter.Create(stream, new() { Encoding = new UTF8Encoding(false) });
        xml.WriteStartElement("office", "document-content", Office);
        xml.WriteAttributeString("xmlns", "table", null, Table);
        xml.WriteAttributeString("xmlns", "text", null, TextSpace);
        xml.WriteAttributeString("office", "version", Office, "1.3");
        xml.WriteStartElement("body", Office);
        xml.WriteStartElement("spreadsheet", Office);
        xml.WriteStartElement("table", Table);
        xml.WriteAttributeString("name", Table, table.Title);
        WriteRow(xml, [table.Title]);
        foreach (var note in table.Notes) WriteRow(xml, [note]);
        WriteRow(xml, [.. table.Headers.Select(ExportCell.FromString)]);
        foreach (var row in table.Rows) WriteRow(xml, row);
        xml.WriteEndDocument();
    }

    private static void WriteRow(XmlWriter xml, IReadOnlyList<ExportCell> cells)
    {
        xml.WriteStartElement("table-row", Table);
        foreach (var cell in cells)
        {
            xml.WriteStartElement("table-cell", Table);
            xml.WriteAttributeString("value-type", Office, cell.Number is null ? "string" : "float");
            if (cell.Number is { } number) xml.WriteAttributeString("value", Office, number.ToString(CultureInfo.InvariantCulture));
            foreach (var line in XmlText.Clean(cell.Text).Split('\n')) xml.WriteElementString("p", TextSpace, line);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteManifest(Stream stream)
    {
        using var xml = XmlWriter.Create(stream, new() { Encoding = new UTF8Encoding(false) });
        xml.WriteStartElement("manifest", "manifest", Manifest);
        xml.WriteAttributeString("manifest", "version", Manifest, "1.3");
        foreach (var (path, type) in new[] { ("/", MediaType), ("content.xml", "text/xml") })
        {
            xml.WriteStartElement("file-entry", Manifest);
            xml.WriteAttributeString("full-path", Manifest, path);
            xml.WriteAttributeString("media-type", Manifest, type);
            xml.WriteEndElement();
        }

        xml.WriteEndDocument();
    }
}
