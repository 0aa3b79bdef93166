using Microsoft.Extensions.DependencyInjection.Extensions;
using PawPal.Speech;
using PawPal.Speech.Decoding;
using PawPal.Speech.Problems;

if (args is [DecodeCommand.Name])
    return await DecodeCommand.RunAsync();

var builder = WebApplication.CreateBuilder(args);
// Started alone, without a model that gives it an address.
if (string.IsNullOrEmpty(builder.Configuration["URLS"]) && string.IsNullOrEmpty(builder.Configuration["HTTP_PORTS"]))
    builder.WebHost.UseUrls("http://127.0.0.1:8100");
builder.AddServiceDefaults();
builder.Services.AddOptions<SpeechOptions>()
    .BindConfiguration(SpeechOptions.Section).ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddProblemDetails(options => options.CustomizeProblemDetails = SpeechProblems.Complete);
builder.Services.TryAddSingleton(TimeProvider.System);
builder.Services.AddSpeech();

var app = builder.Build();
return await app.RunServiceAsync(() =>
{
    app.UseExceptionHandler();
    app.UseStatusCodePages();
    app.MapDefaultEndpoints();
    app.MapSpeech();
});
