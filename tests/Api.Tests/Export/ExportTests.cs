using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using PawPal.Api.Export;
using PawPal.Api.Tests.Authorization;
using PawPal.Api.Tests.Commands;
using PawPal.Contracts.Care;
using PawPal.Contracts.Documents;
using PawPal.Contracts.Export;
using PawPal.Contracts.Medications;
using PawPal.Contracts.Pets;

namespace PawPal.Api.Tests.Export;

public sealed class ExportTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_table_of_a_household_is_exported_or_has_a_reason()
    {
        var tables = (await api.ScalarAsync<string[]>(
            """
            select array(select distinct table_name::text from information_schema.columns
                where table_schema = 'public' and column_name = 'household_id')
            """)).Order(StringComparer.Ordinal);
        Assert.Equal(
            tables,
            HouseholdTables.Exported.Select(table => table.Name).Concat(HouseholdTables.Kept.Keys)
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_household_comes_back_whole_in_another_one_and_only_once()
    {
        var home = await FilledAsync();
        var zip = await ExportAsync(home);
        var other = await api.NewHouseholdAsync();
        var first = await ImportAsync(other.Client, zip);
        foreach (var table in HouseholdTables.Exported.Where(table => table.Name is not "pet_photo"))
        {
            var there = await home.CountAsync(table.Name);
            Assert.Equal((table.Name, (int)there), (table.Name, first.Rows[table.Name]));
            Assert.Equal(there, await CountAsync(other, table.Name));
        }

        Assert.Equal(1, first.Files);
        var again = await ImportAsync(other.Client, zip);
        Assert.All(again.Rows.Values, rows => Assert.Equal(0, rows));

        var page = await other.Client.GetFromJsonAsync<CareEventPage>("/api/v1/care/events", Ct);
        Assert.All(page!.Events, e => Assert.NotEqual(Guid.Empty, e.PetId));
        var regimen = Assert.Single(
            (await other.Client.GetFromJsonAsync<RegimensResponse>("/api/v1/regimens", Ct))!.Regimens);
        Assert.Equal("1 tablet twice a day, 12 hours apart", regimen.Words);
        var document = Assert.Single((
            await other.Client.GetFromJsonAsync<PawPal.Contracts.Paging.Page<DocumentResponse>>(
            "/api/v1/documents", Ct))!.Items);
        var content = await other.Client.GetByteArrayAsync($"/api/v1/documents/{document.Id}/content", Ct);
        Assert.Equal(FilledHome.Pdf, content);
    }

    [Fact]
    public async Task What_was_lost_comes_back_in_the_household_that_it_came_from()
    {
        var home = await FilledAsync();
        var zip = await ExportAsync(home);
        await api.ExecuteAsync($"delete from expense where household_id = '{home.Home.Id}'");
        var back = await ImportAsync(home.Client, zip);
        Assert.Equal(1, back.Rows["expense"]);
        Assert.Equal(1, back.Rows.Values.Sum());
    }

    [Fact]
    public async Task Pets_of_the_same_name_live_side_by_side()
    {
        var home = await FilledAsync();
        var other = await CareHome.CreateAsync(api);
        await ImportAsync(other.Client, await ExportAsync(home));
        var pets = await other.GetAsync<PetsResponse>("/api/v1/pets");
        Assert.Contains(pets.Pets, pet => pet.Name == "Max 2");
        Assert.Equal(12, pets.Pets.Count);
    }

    [Fact]
    public async Task The_tables_are_there_as_csv_and_only_owners_may_take_them()
    {
        var home = await FilledAsync();
        using var zip = new ZipArchive(new MemoryStream(await ExportAsync(home)));
        using var reader = new StreamReader(await zip.GetEntry("pet.csv")!.OpenAsync(Ct));
        var lines = (await reader.ReadToEndAsync(Ct)).Split("\r\n");
        Assert.StartsWith("id,name,species", lines[0], StringComparison.Ordinal);
        Assert.Equal(8, lines.Length);
        var carer = await api.JoinAsync(home.Home, "carer");
        using var refused = await carer.Client.GetAsync("/api/v1/export", Ct);
        await refused.ProblemAsync(Problems.RoleTooLow);
    }

    [Fact]
    public async Task What_is_no_export_is_refused_and_nothing_is_written()
    {
        var home = await FilledAsync();
        var other = await api.NewHouseholdAsync();
        await RefusedAsync(other.Client, "not a zip"u8.ToArray(), Problems.ImportUnreadable);
        await RefusedAsync(other.Client, await ChangedAsync(home, "manifest.json", _ => "{}"),
            Problems.ImportUnreadable);
        await RefusedAsync(other.Client, await ChangedAsync(home, "pet.json", _ => "[1]"), Problems.ImportUnreadable);
        await RefusedAsync(
            other.Client, await ChangedAsync(home, "pet.json", text => text.Replace("\"dog\"", "\"dragon\"",
                StringComparison.Ordinal)),
            Problems.ImportRowsWrong);
        await RefusedAsync(
            other.Client,
            await ChangedAsync(home, "reminder.json", text => text.Replace(
                "FREQ=HOURLY;INTERVAL=12", "FREQ=MINUTELY", StringComparison.Ordinal)),
            Problems.ImportRowsWrong);
        await RefusedAsync(
            other.Client, await ChangedAsync(home, "expense.json", _ => new string(' ', 260 * 1024 * 1024)),
            Problems.ImportTooLarge);
        Assert.Equal(0, await CountAsync(other, "pet"));
        Assert.Equal(0, await CountAsync(other, "stored_file"));
    }

    private Task<CareHome> FilledAsync() => FilledHome.CreateAsync(api);

    private static Task<byte[]> ExportAsync(CareHome home) => home.Client.GetByteArrayAsync("/api/v1/export", Ct);

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, byte[] zip)
    {
        using var file = new ByteArrayContent(zip);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        using var form = new MultipartFormDataContent { { file, "file", "pawpal.zip" } };
        return await client.PostAsync("/api/v1/import", form, Ct);
    }

    private static async Task<ImportResponse> ImportAsync(HttpClient client, byte[] zip)
    {
        using var answer = await SendAsync(client, zip);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
        return (await answer.Content.ReadFromJsonAsync<ImportResponse>(Ct))!;
    }

    private static async Task RefusedAsync(HttpClient client, byte[] zip, Problem problem)
    {
        using var answer = await SendAsync(client, zip);
        await answer.ProblemAsync(problem);
    }

    private static async Task<byte[]> ChangedAsync(CareHome home, string name, Func<string, string> change)
    {
        var content = new MemoryStream();
        content.Write(await ExportAsync(home));
        using (var zip = new ZipArchive(content, ZipArchiveMode.Update, leaveOpen: true))
        {
            string text;
            using (var reader = new StreamReader(await zip.GetEntry(name)!.OpenAsync(Ct)))
                text = await reader.ReadToEndAsync(Ct);
            zip.GetEntry(name)!.Delete();
            await using var writer = await zip.CreateEntry(name).OpenAsync(Ct);
            await writer.WriteAsync(Encoding.UTF8.GetBytes(change(text)), Ct);
        }

        return content.ToArray();
    }

    private Task<long> CountAsync(TestHousehold home, string table) =>
        api.ScalarAsync<long>($"select count(*) from {table} where household_id = '{home.Id}'");
}
