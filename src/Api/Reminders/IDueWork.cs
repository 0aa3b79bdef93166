namespace PawPal.Api.Reminders;

/// <summary>Something that comes due beside the times of reminders: those told again, appointments.</summary>
internal interface IDueWork
{
    /// <summary>Deals with one batch of what is due now, all or nothing.</summary>
    /// <returns>How many were due; 0 when none is left.</returns>
    Task<int> RunAsync(CancellationToken ct);
}
