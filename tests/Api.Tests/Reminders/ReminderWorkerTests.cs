using Microsoft.AspNetCore.Builder;
using Npgsql;
using PawPal.Api.Data;
using PawPal.Api.Reminders;

namespace PawPal.Api.Tests.Reminders;

public sealed class ReminderWorkerTests(ApiFixture api) : IClassFixture<ApiFixture>, IAsyncLifetime
{
    private WebApplication _worker = null!;

    public ValueTask InitializeAsync()
    {
        _worker = ReminderHome.NewWorker(api);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _worker.DisposeAsync();

    [Fact]
    public async Task A_due_reminder_is_told_once_and_the_next_time_is_set()
    {
        var home = await ReminderHome.CreateAsync(api, "UTC");
        var reminder = await home.AddAsync(home.Request("walk", Soon(10), "FREQ=DAILY", "Max", "Bella"));
        await TickAsync();
        Assert.Empty(await home.NoticesAsync());
        await TickAsync(TimeSpan.FromMinutes(10));
        await TickAsync();
        var (account, title, body) = Assert.Single(await home.NoticesAsync());
        Assert.Equal((home.Owner, "Do it"), (account, title));
        Assert.EndsWith("for Bella and Max.", body, StringComparison.Ordinal);
        Assert.Equal(
            reminder.NextAt!.Value.AddDays(1).UtcDateTime,
            await api.ScalarAsync<DateTime>($"select next_due_at from reminder where id = '{reminder.Id}'"));
    }

    [Fact]
    public async Task What_was_done_skipped_or_archived_before_its_time_is_not_told()
    {
        var home = await ReminderHome.CreateAsync(api, "UTC");
        await home.AddAsync(home.Request("feeding", Soon(10), "FREQ=DAILY", "Max"));
        await home.LogAsync("feeding", "Max", api.Clock.GetUtcNow());
        var skipped = await home.AddAsync(home.Request("other", Soon(10), "FREQ=DAILY"));
        await home.ActAsync(skipped.Id, Soon(10), "skip");
        var gone = await home.AddAsync(home.Request("walk", Soon(10), "FREQ=DAILY", "Pip"));
        await api.ExecuteAsync($"update pet set archived_at = now() where id = '{home.Care.Pet("Pip").Id}'");
        await TickAsync(TimeSpan.FromMinutes(11));
        Assert.Empty(await home.NoticesAsync());
        Assert.Equal(
            1, await api.ScalarAsync<long>(
                $"select count(*) from reminder where id = '{gone.Id}' and next_due_at is not null"));
    }

    [Fact]
    public async Task A_sitter_whose_time_is_over_is_neither_told_nor_assigned()
    {
        var home = await ReminderHome.CreateAsync(api, "UTC");
        var sitter = await home.JoinAsync("sitter");
        await home.AddAsync(home.Request("walk", Soon(10), "FREQ=DAILY", "Max"));
        var ended = api.Clock.GetUtcNow().AddMinutes(5).UtcDateTime;
        await api.ExecuteAsync($"update membership set ends_at = '{ended:O}' where account_id = '{sitter}'");
        await TickAsync(TimeSpan.FromMinutes(10));
        Assert.Equal([home.Owner], await ToldAsync(home));
        var assigned = home.Request("walk", Soon(10), "FREQ=DAILY", "Max") with { AssignedTo = sitter };
        var answer = await home.SendAsync(HttpMethod.Post, "reminders", assigned);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.Status);
    }

    [Fact]
    public async Task Undone_it_goes_to_the_next_carers_in_order_then_to_the_owners_and_stops_when_it_is_done()
    {
        var home = await ReminderHome.CreateAsync(api, "UTC");
        var first = await home.JoinAsync("carer");
        var second = await home.JoinAsync("sitter");
        var gone = await home.JoinAsync("carer");
        var viewer = await home.JoinAsync("viewer");
        var request = home.Request("feeding", Soon(10), "FREQ=DAILY", "Max") with
        {
            AssignedTo = first,
            EscalateAfterMinutes = 15,
            EscalateTo = [gone, second],
        };
        await home.AddAsync(request);
        await api.ExecuteAsync($"delete from membership where account_id = '{gone}'");
        await TickAsync(TimeSpan.FromMinutes(10));
        Assert.Equal([first], await ToldAsync(home));
        await TickAsync(TimeSpan.FromMinutes(14));
        Assert.Equal([first], await ToldAsync(home));
        // The carer who left is passed over at once.
        await TickAsync(TimeSpan.FromMinutes(1));
        Assert.Equal([first, second], await ToldAsync(home));
        var fed = await home.LogAsync("feeding", "Max", api.Clock.GetUtcNow());
        await TickAsync(TimeSpan.FromMinutes(15));
        Assert.Equal([first, second], await ToldAsync(home));
        await home.RetractAsync(fed);
        Assert.DoesNotContain(viewer, await ToldAsync(home));
    }

    [Fact]
    public async Task The_owners_are_told_last_and_by_a_title_that_says_so()
    {
        var home = await ReminderHome.CreateAsync(api, "UTC");
        var carer = await home.JoinAsync("carer");
        await home.AddAsync(
            home.Request("other", Soon(10), null) with { AssignedTo = carer, EscalateAfterMinutes = 5 });
        await TickAsync(TimeSpan.FromMinutes(10));
        await TickAsync(TimeSpan.FromMinutes(5));
        await TickAsync(TimeSpan.FromMinutes(5));
        Assert.Equal([carer, home.Owner], await ToldAsync(home));
        Assert.Equal("Still to do: Do it", (await home.NoticesAsync())[1].Title);
    }

    [Fact]
    public async Task Snoozed_and_moved_times_are_told_at_their_new_time_only()
    {
        var home = await ReminderHome.CreateAsync(api, "UTC");
        var time = Soon(10);
        var reminder = await home.AddAsync(home.Request("other", time, "FREQ=DAILY"));
        await home.ActAsync(reminder.Id, time, "reschedule", new { dueAt = time.AddMinutes(30) });
        await TickAsync(TimeSpan.FromMinutes(10));
        Assert.Empty(await home.NoticesAsync());
        await TickAsync(TimeSpan.FromMinutes(30));
        Assert.Single(await home.NoticesAsync());
        await home.SignInAsync();
        await home.ActAsync(reminder.Id, time, "snooze", new { minutes = 5 });
        await TickAsync();
        Assert.Single(await home.NoticesAsync());
        await TickAsync(TimeSpan.FromMinutes(5));
        await TickAsync();
        Assert.Equal(2, (await home.NoticesAsync()).Count);
    }

    [Fact]
    public async Task Workers_side_by_side_tell_everything_once()
    {
        var home = await ReminderHome.CreateAsync(api, "UTC");
        await ManyAsync(home, 400);
        await using var other = ReminderHome.NewWorker(api, "--Reminders:BatchSize=7");
        api.Clock.Advance(TimeSpan.FromMinutes(1));
        await Task.WhenAll(
            ReminderHome.TickAsync(_worker), ReminderHome.TickAsync(other), ReminderHome.TickAsync(other));
        await TickAsync();
        Assert.Equal(400, (await home.NoticesAsync()).Count);
        Assert.Equal(0, await DueAsync(home));
    }

    [Fact]
    public async Task What_a_worker_had_in_hand_when_it_died_is_told_by_another()
    {
        var home = await ReminderHome.CreateAsync(api, "UTC");
        await ManyAsync(home, 30);
        api.Clock.Advance(TimeSpan.FromMinutes(1));
        await using (var dying = await api.Superuser.OpenConnectionAsync(TestContext.Current.CancellationToken))
        {
            await using var transaction = await dying.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await using (var claim = new NpgsqlCommand(DueQueries.ClaimFirst, dying, transaction))
            {
                claim.Parameters.Bind(api.Clock.GetUtcNow().UtcDateTime, 10);
                await claim.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            }

            // Another worker passes over the ten that are claimed.
            await TickAsync();
            Assert.Equal(20, (await home.NoticesAsync()).Count);
            Assert.Equal(10, await DueAsync(home));
        }

        await TickAsync();
        Assert.Equal(30, (await home.NoticesAsync()).Count);
    }

    [Fact]
    public async Task After_an_outage_the_last_day_is_told_and_what_is_older_is_not()
    {
        var home = await ReminderHome.CreateAsync(api, "UTC");
        await home.AddAsync(home.Request("other", Soon(10), "FREQ=HOURLY;INTERVAL=6"));
        await TickAsync(TimeSpan.FromDays(3));
        await TickAsync();
        Assert.InRange((await home.NoticesAsync()).Count, 4, 5);
    }

    private static async Task<List<Guid>> ToldAsync(ReminderHome home) =>
        [.. (await home.NoticesAsync()).Select(notice => notice.Account)];

    private Task<long> DueAsync(ReminderHome home) => api.ScalarAsync<long>(
        $"""
        select count(*) from reminder
        where household_id = '{home.Id}' and next_due_at <= '{api.Clock.GetUtcNow():O}'
        """);

    private Task ManyAsync(ReminderHome home, int count) => api.ExecuteAsync(
        $"""
        insert into reminder (id, household_id, title, kind, for_pets, rule, time_zone, starts_at, early, created_at,
            next_occurrence, next_due_at)
        select gen_random_uuid(), '{home.Id}', 'Many', 'other', false, 'FREQ=DAILY', 'UTC', t, '1 hour', now(), t,
            t at time zone 'UTC'
        from (select date_trunc('minute', '{api.Clock.GetUtcNow().UtcDateTime:O}'::timestamp) as t) now,
            generate_series(1, {count})
        """);

    private async Task TickAsync(TimeSpan pass = default)
    {
        api.Clock.Advance(pass);
        await ReminderHome.TickAsync(_worker);
    }

    /// <summary>A wall time of UTC, in so many whole minutes and a little less.</summary>
    private DateTime Soon(int minutes)
    {
        var now = api.Clock.GetUtcNow().UtcDateTime;
        return DateTime.SpecifyKind(now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute)), DateTimeKind.Unspecified)
            .AddMinutes(minutes);
    }
}
