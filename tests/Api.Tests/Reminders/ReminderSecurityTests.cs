using Microsoft.Extensions.DependencyInjection;
using PawPal.Api.Data;
using PawPal.Api.Households;

namespace PawPal.Api.Tests.Reminders;

/// <summary>The second lock: plans as a query sees them that forgot its household.</summary>
public sealed class ReminderSecurityTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly string[] Tables =
        ["reminder", "reminder_pet", "reminder_occurrence", "appointment", "appointment_pet", "calendar_feed"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Row_security_alone_keeps_the_plans_of_households_apart()
    {
        var (home, stranger) = (await FillAsync(), await FillAsync());
        await using var session = await api.Services.GetRequiredService<HouseholdDatabase>()
            .OpenAsync(new HouseholdId(home.Id), Ct);
        foreach (var table in Tables)
        {
            await using var count = session.Command(
                $"select count(*) filter (where household_id = '{home.Id}'), count(*) from {table}");
            await using var row = await count.ExecuteReaderAsync(Ct);
            await row.ReadAsync(Ct);
            Assert.True(row.GetInt64(0) > 0, table);
            Assert.Equal(row.GetInt64(0), row.GetInt64(1));
        }

        await using var steal = session.Command("update reminder set title = 'Mine'");
        await steal.ExecuteNonQueryAsync(Ct);
        await session.CommitAsync(Ct);
        Assert.Equal(0, await api.ScalarAsync<long>(
            $"select count(*) from reminder where household_id = '{stranger.Id}' and title = 'Mine'"));
    }

    [Fact]
    public async Task A_worker_that_is_asked_to_stop_leaves_nothing_half_done()
    {
        var home = await ReminderHome.CreateAsync(api, "UTC");
        await api.ExecuteAsync(
            $"""
            insert into reminder (id, household_id, title, kind, for_pets, rule, time_zone, starts_at, early,
                created_at, next_occurrence, next_due_at)
            select gen_random_uuid(), '{home.Id}', 'Many', 'other', false, 'FREQ=DAILY', 'UTC', t, '1 hour', now(), t,
                t at time zone 'UTC'
            from (select date_trunc('minute', (now() - interval '1 hour') at time zone 'UTC') as t) t,
                generate_series(1, 3000)
            """);
        await using (var worker = ReminderHome.NewWorker(api, "--Reminders:BatchSize=50"))
        {
            await worker.StartAsync(Ct);
            await worker.StopAsync(Ct);
        }

        // What was told is moved on, what was not is due: never one without the other.
        var moved = await api.ScalarAsync<long>(
            $"select count(*) from reminder where household_id = '{home.Id}' and last_occurrence is not null");
        Assert.Equal(moved, (await home.NoticesAsync()).Count);
        await using var another = ReminderHome.NewWorker(api);
        await ReminderHome.TickAsync(another);
        Assert.Equal(3000, (await home.NoticesAsync()).Count);
    }

    private async Task<ReminderHome> FillAsync()
    {
        var home = await ReminderHome.CreateAsync(api, "UTC");
        var start = new DateTime(2035, 1, 1, 8, 0, 0);
        var reminder = await home.AddAsync(home.Request("walk", start, "FREQ=DAILY", "Max"));
        await home.ActAsync(reminder.Id, start, "skip");
        await home.SendAsync(
            HttpMethod.Post, "appointments", new { kind = "vet", startsAt = start, petIds = new[] { home.Care.Pet("Max").Id } });
        await home.SendAsync(HttpMethod.Post, "calendar/feeds", new { });
        return home;
    }
}
