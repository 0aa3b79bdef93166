using System.Net;
using System.Net.Http.Json;
using PawPal.Contracts.Documents;
using PawPal.Contracts.Paging;

namespace PawPal.Api.Tests.Documents;

public sealed class DocumentTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly byte[] Pdf = "%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n"u8.ToArray();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_document_keeps_all_its_versions()
    {
        var home = await api.NewHouseholdAsync();
        var document = await AddAsync(home, Pdf);
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent([.. Pdf, .. "%%EOF"u8]), "file", "../../x\u202efdp.exe" },
        };
        using var added = await home.Client.PostAsync($"/api/v1/documents/{document.Id}/versions", form, Ct);
        var changed = (await added.Content.ReadFromJsonAsync<DocumentResponse>(Ct))!;
        Assert.Equal([2, 1], changed.Versions.Select(version => version.Number));
        Assert.DoesNotContain('/', changed.Versions[0].FileName);
        Assert.Equal("Alex", changed.Versions[0].CreatedBy);
        using var first = await home.Client.GetAsync($"/api/v1/documents/{document.Id}/content?number=1", Ct);
        Assert.Equal(Pdf, await first.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal("nosniff", first.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("attachment", first.Content.Headers.ContentDisposition?.DispositionType);
        using var again = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/documents/{document.Id}/content?number=1");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var same = await home.Client.SendAsync(again, Ct);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
    }

    [Fact]
    public async Task A_document_is_changed_listed_and_deleted()
    {
        var home = await api.NewHouseholdAsync();
        var document = await AddAsync(home, Pdf);
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/documents/{document.Id}");
        request.Headers.Add("If-Match", $"\"{document.Version}\"");
        request.Content = JsonContent.Create(new { title = "Rabies 2026", kind = "report" });
        using var changed = await home.Client.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        var list = await home.Client.GetFromJsonAsync<Page<DocumentResponse>>("/api/v1/documents?kind=report", Ct);
        Assert.Equal("Rabies 2026", Assert.Single(list!.Items).Title);
        using var deleted = await home.Client.DeleteAsync($"/api/v1/documents/{document.Id}", Ct);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        using var gone = await home.Client.GetAsync($"/api/v1/documents/{document.Id}/content", Ct);
        await gone.ProblemAsync(Api.Problems.DocumentUnknown);
    }

    [Fact]
    public async Task Another_households_document_is_unknown_and_a_zip_is_none()
    {
        var home = await api.NewHouseholdAsync();
        var other = await api.NewHouseholdAsync();
        var document = await AddAsync(other, Pdf);
        using var stolen = await home.Client.GetAsync($"/api/v1/documents/{document.Id}/content", Ct);
        await stolen.ProblemAsync(Api.Problems.DocumentUnknown);
        using var form = Form("PK\u0003\u0004"u8.ToArray());
        using var zip = await home.Client.PostAsync("/api/v1/documents", form, Ct);
        await zip.ProblemAsync(Api.Problems.FileKindWrong);
        Assert.Equal(0, await api.ScalarAsync<long>($"select count(*) from document where household_id = '{home.Id}'"));
    }

    [Fact]
    public async Task An_upload_sent_again_with_its_key_is_kept_once()
    {
        var home = await api.NewHouseholdAsync();
        home.Client.DefaultRequestHeaders.Add("Idempotency-Key", "one-upload");
        var first = await AddAsync(home, Pdf);
        var second = await AddAsync(home, Pdf);
        Assert.Equal(first.Id, second.Id);
        Assert.Equal(1, await api.ScalarAsync<long>($"select count(*) from document where household_id = '{home.Id}'"));
    }

    private static async Task<DocumentResponse> AddAsync(TestHousehold home, byte[] content)
    {
        using var form = Form(content);
        using var answer = await home.Client.PostAsync("/api/v1/documents", form, Ct);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<DocumentResponse>(Ct))!;
    }

    private static MultipartFormDataContent Form(byte[] content) => new()
    {
        { new StringContent("Rabies certificate"), "title" },
        { new StringContent("certificate"), "kind" },
        { new ByteArrayContent(content), "file", "certificate.pdf" },
    };
}
