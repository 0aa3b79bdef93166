// Containers, parameters, mounts, a program of the machine and a service outside.
var builder = DistributedApplication.CreateBuilder(args);

var region = builder.AddParameter("region", "eu-north", publishValueAsDefault: true);
var apiKey = builder.AddParameter("api-key", secret: true).WithDescription("The key of the weather service");
var weatherUrl = builder.AddParameter("weather-url");
var mail = builder.AddConnectionString("mail");

var weather = builder.AddExternalService("weather", weatherUrl);
var maps = builder.AddExternalService("maps", "https://maps.example.com/").WithHttpHealthCheck("/status");

var storage = builder.AddContainer("storage", "docker.io/minio/minio", "RELEASE.2025-09-07T16-13-09Z")
    .WithArgs("server", "/data")
    .WithEntrypoint("/usr/bin/minio")
    .WithHttpEndpoint(targetPort: 9000, name: "http")
    .WithHttpEndpoint(port: 9001, targetPort: 9001, name: "console")
    .WithEnvironment("MINIO_ROOT_PASSWORD", apiKey)
    .WithEnvironment("MINIO_REGION", region)
    .WithVolume("objects", "/data")
    .WithVolume("/tmp")
    .WithBindMount("./settings", "/etc/minio", isReadOnly: true)
    .WithLifetime(ContainerLifetime.Persistent)
    .WithContainerName("sample-storage")
    .WithContainerRuntimeArgs("--memory", "512m")
    .WithUrlForEndpoint("console", url => url.DisplayText = "Console");

var resizer = builder.AddDockerfile("resizer", "./resizer", stage: "final")
    .WithBuildArg("VARIANT", "small")
    .WithBuildArg("REGION", region)
    .WithBuildSecret("key", apiKey)
    .WithHttpEndpoint(targetPort: 8080)
    .WithEnvironment("STORAGE", storage.GetEndpoint("http"))
    .WithEnvironment("MODE", $"{region}-{storage.GetEndpoint("http").Property(EndpointProperty.Host)}")
    .WaitForStart(storage);

builder.AddExecutable("tailor", "./tailor.sh", "./scripts", "--watch")
    .WithHttpEndpoint(env: "PORT")
    .WithReference(weather)
    .WithReference(maps)
    .WithReference(mail)
    .WithReference(resizer.GetEndpoint("http"))
    .WithReference("legacy", new Uri("https://legacy.example.com/"))
    .WithParentRelationship(resizer)
    .WithIconName("Cut");

builder.AddContainer("scratch", "docker.io/library/busybox", "1.37").ExcludeFromManifest();

builder.Build().Run();
