using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Contracts.Pets;

namespace PawPal.Api.Commands;

/// <summary>What the frames of one command share: who speaks, when, and the transaction all of them write in.</summary>
/// <param name="Session">Of the caller's household. A handler neither commits nor opens another connection.</param>
/// <param name="Id">Carried by every event of the command; one undo takes all of them back.</param>
/// <param name="Now">UTC, to the microsecond that Postgres keeps.</param>
/// <param name="Pets">The household's, in the order it lists them.</param>
internal sealed record CommandContext(
    HouseholdSession Session, HouseholdCaller Caller, Guid Id, DateTimeOffset Now, IReadOnlyList<PetResponse> Pets)
{
    private int _ids;

    public TimeZoneInfo Zone => Caller.TimeZone;

    /// <summary>Pets that this very command has added.</summary>
    public List<PetResponse> NewPets { get; } = [];

    /// <summary>The person has heard the risk (<see cref="CommandOutcome.NeedsYes"/>) and said yes.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>An id for an event. Those of one command sort in the order in which they were made.</summary>
    public Guid NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(Now).TryWriteBytes(bytes, bigEndian: true, out _);
        // UUIDv7 leaves the 12 bits behind its version to the maker: a counter serves (RFC 9562, 6.2).
        var count = _ids++;
        bytes[6] = (byte)(0x70 | ((count >> 8) & 0x0F));
        bytes[7] = (byte)count;
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Pets by the names a frame gives; null when one of them is unknown here.</summary>
    public IReadOnlyList<PetResponse>? Find(IReadOnlyList<string> names)
    {
        var found = new List<PetResponse>(names.Count);
        foreach (var name in names)
        {
            var named = Pets.Concat(NewPets).FirstOrDefault(
                p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase));
            if (named is not { } pet)
                return null;
            if (!found.Contains(pet))
                found.Add(pet);
        }

        return found;
    }

    /// <summary>When something happened, as it is told back.</summary>
    public string Say(DateTimeOffset moment, TimePrecision precision = TimePrecision.Exact) =>
        SpokenTime.Of(moment, Now, Zone, precision);
}
