var builder = DistributedApplication.CreateBuilder(args);

// Signs the tokens of sessions.
var secretKey = builder.AddParameter(
    "secret-key", new GenerateParameterDefault { MinLength = 48, Special = false }, secret: true, persist: true);

var postgres = builder.AddPostgres("postgres").WithDataVolume();
var database = postgres.AddDatabase("pawpal");
var redis = builder.AddRedis("redis");

var speech = builder.AddProject<Projects.Speech>("speech", launchProfileName: null)
    .WithHttpEndpoint()
    .WithHttpEndpoint(name: "metrics", env: "METRICS_PORT")
    .WithHttpHealthCheck("/api/v1/health/ready");

var migrations = builder.AddProject<Projects.Api>("migrations", launchProfileName: null)
    .WithArgs("migrate")
    .WithReference(database)
    .WaitFor(database);

// Redis and speech are referred to and never waited for: the backend serves without them.
var backend = builder.AddProject<Projects.Api>("backend", launchProfileName: null)
    .WithHttpEndpoint()
    .WithHttpEndpoint(name: "metrics", env: "METRICS_PORT")
    .WithReference(database)
    .WithReference(redis)
    .WithReference(speech)
    .WithEnvironment("SECRET_KEY", secretKey)
    .WaitForCompletion(migrations)
    .WithHttpHealthCheck("/api/v1/health/ready");

builder.AddProject<Projects.Api>("worker", launchProfileName: null)
    .WithArgs("worker")
    .WithHttpEndpoint()
    .WithHttpEndpoint(name: "metrics", env: "METRICS_PORT")
    .WithReference(database)
    .WithReference(redis)
    .WithEnvironment("SECRET_KEY", secretKey)
    .WaitForCompletion(migrations)
    .WithHttpHealthCheck("/api/v1/health/ready");

var frontend = builder.AddProject<Projects.Web>("frontend", launchProfileName: null)
    .WithHttpEndpoint()
    .WithHttpEndpoint(name: "metrics", env: "METRICS_PORT")
    .WithReference(backend)
    .WithHttpHealthCheck("/api/v1/health/ready");

builder.AddProject<Projects.Gateway>("gateway", launchProfileName: null)
    .WithHttpEndpoint(port: 8080)
    .WithExternalHttpEndpoints()
    .WithHttpEndpoint(name: "metrics", env: "METRICS_PORT")
    .WithReference(backend)
    .WithReference(frontend)
    .WaitFor(backend)
    .WaitFor(frontend)
    .WithHttpHealthCheck("/api/v1/health/ready");

builder.Build().Run();
