using System.Buffers.Binary;

namespace JobAnalysis.Migrations.Generate;

/// <summary>
/// Random numbers and ids as pure functions of seed, kind and index (the mixer of SplitMix64): rows of different tables that speak of one thing agree
/// without being kept, and can be made in any order.
/// </summary>
internal sealed class SeededRandom(int seed)
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    private readonly ulong origin = Mix((ulong)(uint)seed + Step);

    public ulong Bits(Kind kind, long index) => Mix(origin ^ Mix(((ulong)kind * Step) + (ulong)index));

    /// <summary>0 to <paramref name="below"/> - 1.</summary>
    public int Next(Kind kind, long index, int below) => (int)(Bits(kind, index) % (ulong)below);

    /// <summary>A UUIDv7 of the instant, as the product makes them: ids rise with time.</summary>
    public Guid Id(Kind kind, long index, DateTimeOffset at)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, at.ToUnixTimeMilliseconds() << 16);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Bits(kind, (index << 1) | 1));
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)Bits(kind, index << 1));
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x70);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new(bytes, bigEndian: true);
    }

    /// <summary>0 to <paramref name="count"/> - 1 in random order.</summary>
    public int[] Shuffled(Kind kind, int stream, int count)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++) order[i] = i;
        for (var i = count - 1; i > 0; i--)
        {
            var other = Next(kind, ((long)stream << 32) | (uint)i, i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }
        return order;
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}

/// <summary>What a random number or id is for; the numbers are part of what a seed means.</summary>
internal enum Kind
{
    Organization = 1, OrganizationPlacement, Unit, UnitPlacement, JobFamily, Profile, ProfileVersion, ProfileItem, ProfileCell, Adoption, DefaultAdoption, Round,
    Person, Position, PositionFacts, PositionPlacement, Appointment, AppointmentTier, Assessment, Answer, Notice, Accepted,
    Grade, Name, Start, Second, Choice, Item, Course, Drift, Order, Cell,
}
