using System.Text.Json.Nodes;

namespace PawPal.Publishing.Monitoring;

/// <summary>Writes Alertmanager's own configuration: pages to PagerDuty and Slack, tickets to Slack.</summary>
internal static class AlertmanagerFile
{
    /// <param name="slackUrlFile">Where the process finds the address of the Slack webhook.</param>
    /// <param name="pagerDutyKeyFile">Where it finds the key of the PagerDuty service.</param>
    public static JsonObject Write(string slackUrlFile, string pagerDutyKeyFile) => new()
    {
        ["route"] = new JsonObject
        {
            ["receiver"] = "slack",
            ["group_by"] = Texts(Notification.GroupBy),
            ["group_wait"] = Notification.TicketWait,
            ["group_interval"] = Notification.Interval,
            ["repeat_interval"] = Notification.TicketRepeat,
            ["routes"] = new JsonArray(Pages("pagerduty", goesOn: true), Pages("slack", goesOn: false)),
        },
        ["inhibit_rules"] = new JsonArray(new JsonObject
        {
            ["source_matchers"] = new JsonArray("severity=\"page\""),
            ["target_matchers"] = new JsonArray("severity=\"ticket\""),
            ["equal"] = Texts(Notification.InhibitedWithin),
        }),
        ["receivers"] = new JsonArray(
            new JsonObject
            {
                ["name"] = "slack",
                ["slack_configs"] = new JsonArray(new JsonObject
                {
                    ["api_url_file"] = slackUrlFile,
                    ["channel"] = Notification.Channel,
                    ["send_resolved"] = true,
                    ["title"] = Notification.Title,
                    ["text"] = Notification.Text,
                }),
            },
            new JsonObject
            {
                ["name"] = "pagerduty",
                ["pagerduty_configs"] = new JsonArray(new JsonObject
                {
                    ["service_key_file"] = pagerDutyKeyFile,
                    ["send_resolved"] = true,
                    ["description"] = Notification.PagerDutyDescription,
                }),
            }),
    };

    private static JsonObject Pages(string receiver, bool goesOn) => new()
    {
        ["receiver"] = receiver,
        ["matchers"] = new JsonArray("severity=\"page\""),
        ["group_wait"] = Notification.PageWait,
        ["repeat_interval"] = Notification.PageRepeat,
        ["continue"] = goesOn,
    };

    private static JsonArray Texts(IEnumerable<string> texts) =>
        new([.. texts.Select(text => JsonValue.Create(text))]);
}
