using Mingsuan.Sandbox;

if (SandboxSettings.Read(args) is not { } settings)
{
    Console.Error.WriteLine("usage: Mingsuan.Sandbox --data FILE [--urls URL] [--ends-with-input]");
    return 2;
}

await using var app = SandboxApplication.Build(settings);
await app.StartAsync();
if (settings.EndsWithInput)
{
    _ = Task.Run(() => EndWithInput(app));
}

Console.WriteLine("Sandbox is ready: " + app.Urls.Single());
await app.WaitForShutdownAsync();
return 0;

// Whoever started it holds the other end: when that process dies, however it does, so does this one.
static void EndWithInput(WebApplication app)
{
    while (Console.In.ReadLine() is not null)
    {
    }

    app.Lifetime.StopApplication();
}
