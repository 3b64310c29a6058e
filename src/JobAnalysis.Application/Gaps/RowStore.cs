namespace JobAnalysis.Application.Gaps;

/// <summary>Rows in pieces of one size: growing copies nothing and leaves nothing behind, and what an agency of fifty thousand needed serves the next group.</summary>
internal sealed class RowStore<T>
    where T : struct
{
    private const int Shift = 12;
    private const int Piece = 1 << Shift;

    private readonly List<T[]> pieces = [];

    public int Count { get; private set; }

    public ref T this[int index] => ref pieces[index >> Shift][index & (Piece - 1)];

    public int Add(in T row)
    {
        if (Count == pieces.Count * Piece) pieces.Add(new T[Piece]);
        this[Count] = row;
        return Count++;
    }

    /// <summary>Forgets the rows and keeps the room.</summary>
    public void Clear() => Count = 0;
}

/// <summary>Short runs of bytes, each in one piece.</summary>
internal sealed class ByteStore
{
    private const int Shift = 16;
    private const int Piece = 1 << Shift;

    private readonly List<byte[]> pieces = [];
    private int at;

    /// <summary>Makes room; the place is where it can be found again.</summary>
    public Span<byte> Add(int length, out int place)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Piece);
        if ((at & (Piece - 1)) + length > Piece) at = (at + Piece - 1) & ~(Piece - 1);
        while (at + length > pieces.Count * Piece) pieces.Add(new byte[Piece]);
        place = at;
        at += length;
        return pieces[place >> Shift].AsSpan(place & (Piece - 1), length);
    }

    public ReadOnlySpan<byte> At(int place, int length) => length == 0 ? default : pieces[place >> Shift].AsSpan(place & (Piece - 1), length);

    public void Clear() => at = 0;
}
