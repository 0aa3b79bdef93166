using System.Net;
using System.Net.Http.Json;
using PawPal.Api.Tests.Commands;
using PawPal.Contracts.Appointments;
using PawPal.Contracts.Care;
using PawPal.Contracts.Contacts;
using PawPal.Contracts.Expenses;
using PawPal.Contracts.Handover;
using PawPal.Contracts.Medications;
using PawPal.Contracts.Reminders;
using PawPal.Contracts.Vaccinations;
using PawPal.Contracts.Webhooks;

namespace PawPal.Api.Tests.Authorization;

/// <summary>A household that has one of everything.</summary>
internal static class FilledHome
{
    public static byte[] Pdf => "%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"u8.ToArray();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>What leaves with an export: pets, log, plans, documents, money.</summary>
    public static async Task<CareHome> CreateAsync(ApiFixture api)
    {
        var home = await CareHome.CreateAsync(api);
        var max = home.Pet("Max").Id;
        await PostAsync(home, "regimens", new AddRegimenRequest(max, "Apoquel", "1 tablet BID", Stock: 20,
            RefillAt: 5));
        await PostAsync(home, "care/events", new LogCareRequest([max, home.Pet("Bella").Id], "walk", Note: "=1+1"));
        await PostAsync(home, "care/events", new LogCareRequest([max], "medication", Medication: "Apoquel"));
        using var logged = await home.Client.PostAsJsonAsync(
            "/api/v1/care/events", new LogCareRequest([max], "feeding"), Ct);
        var token = (await logged.Content.ReadFromJsonAsync<LogCareResponse>(Ct))!.UndoToken;
        using var undone = await home.Client.PostAsJsonAsync("/api/v1/care/undo", new UndoRequest(token), Ct);
        await PostAsync(home, "expenses", new AddExpenseRequest("vet", 12.5m, "EUR", PetId: max));
        await PostAsync(home, "vaccinations", new AddVaccinationRequest(
            max, "Rabies", DateOnly.FromDateTime(api.Clock.GetUtcNow().UtcDateTime).AddDays(-9)));
        await PostAsync(home, "handover/notes", new AddHandoverNoteRequest("Barks", max));
        await PostAsync(home, "contacts", new AddContactRequest("vet", "Dr. Paws"));
        using var form = new MultipartFormDataContent
        {
            { new StringContent("Certificate"), "title" }, { new StringContent("certificate"), "kind" },
            { new StringContent(max.ToString()), "petId" }, { new ByteArrayContent(Pdf), "file", "a.pdf" },
        };
        using var document = await home.Client.PostAsync("/api/v1/documents", form, Ct);
        Assert.Equal(HttpStatusCode.Created, document.StatusCode);
        return home;
    }

    /// <summary>The same with what stays: links, webhooks, invitations, notices.</summary>
    public static async Task<CareHome> CreateWholeAsync(ApiFixture api)
    {
        var home = await CreateAsync(api);
        await PostAsync(home, "appointments", new AppointmentRequest(
            "vet", new DateTime(2030, 1, 1, 9, 0, 0), PetIds: [home.Pet("Max").Id]));
        await PostAsync(home, "reminders", new ReminderRequest(
            "Feed Max", "feeding", new DateTime(2030, 1, 1, 8, 0, 0), "FREQ=DAILY", PetIds: [home.Pet("Max").Id]));
        await PostAsync(home, "webhooks", new AddWebhookRequest("https://example.org/hook"));
        await PostAsync(home, "handover/links", new AddHandoverLinkRequest("Anna", api.Clock.GetUtcNow().AddDays(2)));
        await PostAsync(home, "calendar/feeds", new { });
        await People.InviteAsync(home.Home, "viewer");
        using var budget = await home.Client.PutAsJsonAsync("/api/v1/budgets", new SetBudgetRequest(100, "EUR"), Ct);
        Assert.Equal(HttpStatusCode.OK, budget.StatusCode);
        await api.ExecuteAsync(
            $"""
            insert into notice (id, household_id, account_id, kind, title, body, dedupe_key, created_at)
            values (gen_random_uuid(), '{home.Home.Id}', '{home.Caller.Account.Value}', 'reminder.due', 'Feed', '',
                gen_random_uuid()::text, now())
            """);
        return home;
    }

    private static async Task PostAsync<T>(CareHome home, string path, T body)
    {
        using var answer = await home.Client.PostAsJsonAsync($"/api/v1/{path}", body, Ct);
        Assert.True(answer.StatusCode == HttpStatusCode.Created,
            $"{path}: {await answer.Content.ReadAsStringAsync(Ct)}");
    }
}
