// Two services that call each other: neither waits, both know the other's address before anything starts.
var builder = DistributedApplication.CreateBuilder(args);

var kitchen = builder.AddProject<Projects.SampleService>("kitchen", launchProfileName: null).WithHttpEndpoint();
var counter = builder.AddProject<Projects.SampleService>("counter", launchProfileName: null).WithHttpEndpoint();
kitchen.WithReference(counter).WithEnvironment("COUNTER_URL", counter.GetEndpoint("http"));
counter.WithReference(kitchen).WithEnvironment("KITCHEN_URL", kitchen.GetEndpoint("http"));

if (builder.Configuration["Throw"] is { } message)
    throw new FormatException(message);
builder.Build().Run();
