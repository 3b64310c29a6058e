using System.Text;

namespace JobAnalysis.Application.Data.Copy;

/// <summary>A few rows that are in memory already, as the driver read them.</summary>
internal sealed class AnswerRows(IReadOnlyList<object?[]> rows) : Rows
{
    private int at = -1;

    public override ValueTask<bool> NextAsync(CancellationToken cancellationToken) => ValueTask.FromResult(++at < rows.Count);

    public override bool IsNull(int column) => rows[at][column] is null;

    public override ReadOnlySpan<byte> Bytes(int column) => rows[at][column] switch
    {
        null => default,
        byte[] bytes => bytes,
        var text => Encoding.UTF8.GetBytes((string)text),
    };

    public override Guid Id(int column) => (Guid)rows[at][column]!;

    public override long Int64(int column) => (long)rows[at][column]!;

    public override int Int32(int column) => (int)rows[at][column]!;

    public override bool Boolean(int column) => (bool)rows[at][column]!;

    public override int Day(int column, int missing) => rows[at][column] switch
    {
        null => missing,
        DateTime day => DateOnly.FromDateTime(day).DayNumber,
        var day => ((DateOnly)day).DayNumber,
    };

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
