using Microsoft.Extensions.Configuration;

// Stores, a job, a service and a door: the smallest model with everything in it.
var builder = DistributedApplication.CreateBuilder(args);

var key = builder.AddParameter(
    "key", new GenerateParameterDefault { MinLength = 48, Special = false }, secret: true, persist: true);
var postgres = builder.AddPostgres("postgres").WithDataVolume();
var database = postgres.AddDatabase("store");
var redis = builder.AddRedis("redis");
if (builder.Configuration.GetValue("RedisKeeps", false))
    redis.WithDataVolume().WithPersistence(TimeSpan.FromSeconds(1));

var migrations = builder.AddProject<Projects.SampleService>("migrations", launchProfileName: null)
    .WithArgs("end", builder.Configuration["MigrationsEndWith"] ?? "0")
    .WithReference(database)
    .WaitFor(database);

var backend = builder.AddProject<Projects.SampleService>("backend", launchProfileName: null)
    .WithHttpEndpoint()
    .WithHttpEndpoint(name: "metrics", env: "METRICS_PORT")
    .WithReference(database)
    .WithReference(redis)
    .WithEnvironment("SECRET_KEY", key)
    .WithReplicas(builder.Configuration.GetValue("BackendReplicas", 1))
    .WaitForCompletion(migrations)
    .WithHttpHealthCheck("/health");

builder.AddProject<Projects.SampleService>("gateway", launchProfileName: null)
    .WithHttpEndpoint(port: builder.Configuration.GetValue<int?>("GatewayPort"))
    .WithExternalHttpEndpoints()
    .WithReference(backend)
    .WaitFor(backend)
    .WithHttpHealthCheck("/health");

if (builder.Configuration["BoxImage"] is { } image)
    builder.AddContainer("box", image).WithArgs("sleep", "600");

builder.Build().Run();
