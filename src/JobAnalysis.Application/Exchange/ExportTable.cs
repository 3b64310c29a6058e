namespace JobAnalysis.Application.Exchange;

/// <summary>A table that leaves the product: what it is, where each number comes from, and the rows.</summary>
/// <param name="Title">Name of the sheet and first line.</param>
/// <param name="Notes">Lines above the table: basis, run, purpose.</param>
/// <param name="Headers">Column heads.</param>
/// <param name="Rows">Cells: text, or a whole number that stays a number.</param>
public sealed record ExportTable(string Title, IReadOnlyList<string> Notes, IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<ExportCell>> Rows);

/// <summary>One cell: a number or a text.</summary>
public readonly record struct ExportCell(string Text, long? Number = null)
{
    public static implicit operator ExportCell(string text) => FromString(text);

    public static implicit operator ExportCell(long number) => FromInt64(number);

    public static ExportCell FromString(string text) => new(text);

    public static ExportCell FromInt64(long number) => new(number.ToString(System.Globalization.CultureInfo.InvariantCulture), number);
}

public enum ExportFormat { Csv, Xlsx, Ods }

/// <summary>A finished file.</summary>
public sealed record ExportFile(string FileName, string ContentType, byte[] Content);

/// <summary>Writes a table in one of the three formats.</summary>
public static class ExportWriter
{
    public static ExportFile Write(ExportTable table, ExportFormat format, string fileName) => format switch
    {
        ExportFormat.Csv => new(fileName + ".csv", "text/csv; charset=utf-8", Csv.CsvTable.Write(table)),
        ExportFormat.Xlsx => new(fileName + ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Xlsx.XlsxTable.Write(table)),
        ExportFormat.Ods => new(fileName + ".ods", "application/vnd.oasis.opendocument.spreadsheet", Ods.OdsTable.Write(table)),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };
}
