using PawPal.Api.Notifications;

namespace PawPal.Api.Reminders;

/// <summary>What workers claim. A row that another worker has in hand is passed over, not waited for.</summary>
internal static class DueQueries
{
    private const string Pets =
        """
        array(select p.name from reminder_pet rp
            join pet p on p.household_id = rp.household_id and p.id = rp.pet_id and p.archived_at is null
            where rp.household_id = r.household_id and rp.reminder_id = r.id order by p.created_at, p.id)
        """;

    // An event of this very minute counts; one that is still to come does not.
    private const string Done =
        """
        exists (select from reminder_done(r.household_id, r.id, r.kind, r.regimen_id, r.medication, r.for_pets,
            r.opens, $1 + interval '1 minute'))
        """;

    // Who is assigned; everybody who gives care where nobody is, or where who was has left.
    private const string FirstTold =
        $"""
        array(select m.account_id from membership m
            where m.household_id = r.household_id and {Carers.GiveCare}
                and (r.assigned_to is null or m.account_id = r.assigned_to))
        """;

    // A reminder for animals that have all been archived is told to nobody.
    private const string Gone =
        """
        (r.for_pets and not exists (select from reminder_pet rp
            join pet p on p.household_id = rp.household_id and p.id = rp.pet_id and p.archived_at is null
            where rp.household_id = r.household_id and rp.reminder_id = r.id))
        """;

    private const string Ticked =
        """
        (o.state = 'skipped' or (o.state = 'done' and (cardinality(o.event_ids) = 0
            or not exists (select from care_retraction c
                where c.household_id = o.household_id and c.event_id = any(o.event_ids)))))
        """;

    public const string ClaimFirst =
        $"""
        with r as materialized (
            select *, next_due_at - early as opens from reminder
            where next_due_at <= $1 order by next_due_at limit $2 for update skip locked)
        select r.id, r.household_id, r.title, r.kind, r.rule, r.starts_at, r.time_zone, r.next_occurrence,
            r.next_due_at, r.escalate_after_minutes, cardinality(r.escalate_to), 0,
            coalesce({Ticked} or o.is_moved, false) or {Gone} or {Done}, {Pets}, {FirstTold}
        from r
        left join reminder_occurrence o
            on o.household_id = r.household_id and o.reminder_id = r.id and o.occurrence = r.next_occurrence
        """;

    public const string ClaimAgain =
        $"""
        with o as materialized (
            select * from reminder_occurrence
            where next_step_at <= $1 order by next_step_at limit $2 for update skip locked),
        r as materialized (
            select r.*, o.occurrence, o.due_at, o.step, o.next_step_at,
                least(o.due_at, o.occurrence at time zone r.time_zone) - r.early as opens,
                {Ticked} as is_ticked
            from o join reminder r on r.household_id = o.household_id and r.id = o.reminder_id)
        select r.id, r.household_id, r.title, r.kind, r.rule, r.starts_at, r.time_zone, r.occurrence, r.due_at,
            r.escalate_after_minutes, cardinality(r.escalate_to), r.step,
            r.state <> 'active' or r.is_ticked or {Gone} or {Done}, {Pets},
            case
                when r.step = 0 then {FirstTold}
                when r.step <= cardinality(r.escalate_to) then array(select m.account_id from membership m
                    where m.household_id = r.household_id and {Carers.GiveCare}
                        and m.account_id = r.escalate_to[r.step])
                else array(select m.account_id from membership m
                    where m.household_id = r.household_id and m.role = 'owner')
            end
        from r
        """;

    public const string GoOn =
        """
        update reminder r
        set last_occurrence = n.occurrence, next_occurrence = n.next_occurrence, next_due_at = n.next_due_at
        from unnest($1, $2, $3, $4, $5) as n (household_id, id, occurrence, next_occurrence, next_due_at)
        where r.household_id = n.household_id and r.id = n.id
        """;

    public const string Watch =
        """
        insert into reminder_occurrence (household_id, reminder_id, occurrence, due_at, step, next_step_at)
        select household_id, reminder_id, occurrence, due_at, 1, next_step_at
        from unnest($1, $2, $3, $4, $5) as n (household_id, reminder_id, occurrence, due_at, next_step_at)
        on conflict (household_id, reminder_id, occurrence) do update
        set step = 1, next_step_at = excluded.next_step_at
        where not reminder_occurrence.is_moved and reminder_occurrence.step = 0
        """;

    public const string StepOn =
        """
        update reminder_occurrence o set step = n.step, next_step_at = n.next_step_at
        from unnest($1, $2, $3, $4, $5) as n (household_id, reminder_id, occurrence, step, next_step_at)
        where o.household_id = n.household_id and o.reminder_id = n.reminder_id and o.occurrence = n.occurrence
        """;

    public const string Oldest =
        """
        select least((select min(next_due_at) from reminder where next_due_at is not null),
            (select min(next_step_at) from reminder_occurrence where next_step_at is not null))
        """;
}
