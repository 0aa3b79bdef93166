using PawPal.Api.Households;

namespace PawPal.Api.Changes;

/// <summary>Tells, within this process, that a household has new changes: after the commit, never before.</summary>
internal sealed class ChangeSignal
{
    private Action<HouseholdId>? _told;

    /// <summary>Called by whoever started the process, before there are changes.</summary>
    /// <param name="told">Must return at once: it runs on the way of somebody's request.</param>
    public void Subscribe(Action<HouseholdId> told) => _told += told;

    public void Tell(HouseholdId household) => _told?.Invoke(household);
}
