using System.Net.Http.Json;
using System.Text;
using PawPal.Api.Tests.Commands;
using PawPal.Contracts.Care;
using PawPal.Contracts.Export;

namespace PawPal.Api.Tests.Export;

public sealed class ImportEventsTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tables_of_Baby_Buddy_become_events_once()
    {
        var home = await CareHome.CreateAsync(api);
        const string feedings =
            """
            child_first_name,child_last_name,start,end,duration,type,method,amount,notes
            Max,Paws,2026-03-01 08:00:00,2026-03-01 08:10:00,0:10:00,formula,bottle,120.0,
            Bella,Paws,2026-03-01 08:05:00,2026-03-01 08:10:00,0:05:00,solid food,self fed,,"slow, but all"
            """;
        const string changes =
            """
            child_first_name,time,wet,solid,color,notes
            Max,2026-03-01 09:00:00,1,0,,
            Max,2026-03-01 12:00:00,True,True,brown,
            """;
        const string weights = "child_first_name,weight,date,notes\nMax,12.5,2026-03-01,\n";
        Assert.Equal(new ImportEventsResponse(2, 0), await ImportAsync(home, feedings));
        Assert.Equal(new ImportEventsResponse(2, 0), await ImportAsync(home, changes));
        Assert.Equal(new ImportEventsResponse(1, 0), await ImportAsync(home, weights));
        Assert.Equal(new ImportEventsResponse(0, 2), await ImportAsync(home, feedings));
        var events = (await home.GetAsync<CareEventPage>("/api/v1/care/events")).Events;
        Assert.Equal(5, events.Count);
        Assert.All(events, e => Assert.Equal("import", e.Source));
        var fed = events.Single(e => e is { Kind: "feeding", Pet: "Max" });
        Assert.Equal((120m, "ml", "formula"), (fed.Amount!.Value, fed.Unit, fed.Food));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero), fed.OccurredAt);
        Assert.Equal(["pee and poo", "pee"], events.Where(e => e.Kind == "potty").Select(e => e.What));
    }

    [Fact]
    public async Task Own_columns_are_read_and_nicknames_and_semicolons_too()
    {
        var home = await CareHome.CreateAsync(api);
        const string own =
            """
            pet;kind;time;minutes;medication;dose;note
            max;walk;2026-06-01 08:00;30;;;
            Luna;medication;2026-06-01T08:00:00+02:00;;Apoquel;0.5 tablet;
            Pip;note;2026-06-01;;;;hid all day
            """;
        Assert.Equal(3, (await ImportAsync(home, own)).Events);
        var events = (await home.GetAsync<CareEventPage>("/api/v1/care/events")).Events;
        Assert.Equal(30, events.Single(e => e.Kind == "walk").DurationMinutes);
        Assert.Equal(
            new DateTimeOffset(2026, 6, 1, 6, 0, 0, TimeSpan.Zero),
                events.Single(e => e.Kind == "medication").OccurredAt);
    }

    [Theory]
    [InlineData("pet,kind,time\nRex,walk,2026-03-01 08:00", "/rows/1/pet", "unknown")]
    [InlineData("pet,kind,time\nMax,walk,yesterday", "/rows/1/time", "format")]
    [InlineData("pet,kind,time\nMax,flying,2026-03-01 08:00", "/rows/1/kind", "choice")]
    [InlineData("pet,kind,time\nMax,walk,2126-03-01 08:00", "/rows/1/time", "range")]
    [InlineData("pet,kind,time,weight\nMax,walk,2026-03-01 08:00,\nMax,weight,2026-03-01 08:00,heavy",
        "/rows/2/weight", "format")]
    [InlineData("pet,kind,time\n", "/rows", "required")]
    public async Task A_row_that_cannot_be_read_is_named_and_nothing_is_written(string csv, string pointer, string code)
    {
        var home = await CareHome.CreateAsync(api);
        using var answer = await SendAsync(home, Encoding.UTF8.GetBytes(csv));
        var problem = await answer.ProblemAsync(Problems.ImportRowsWrong);
        Assert.Contains((pointer, code), problem.Errors());
        Assert.Equal(0, await home.CountAsync());
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        var home = await CareHome.CreateAsync(api);
        using var answer = await SendAsync(home, [0xFF, 0xFE, 0x00, 0x80, 0x81]);
        await answer.ProblemAsync(Problems.ImportRowsWrong);
    }

    private static async Task<HttpResponseMessage> SendAsync(CareHome home, byte[] csv)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(csv), "file", "events.csv" } };
        return await home.Client.PostAsync("/api/v1/import/events", form, Ct);
    }

    private static async Task<ImportEventsResponse> ImportAsync(CareHome home, string csv)
    {
        using var answer = await SendAsync(home, Encoding.UTF8.GetBytes(csv));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
        return (await answer.Content.ReadFromJsonAsync<ImportEventsResponse>(Ct))!;
    }
}
