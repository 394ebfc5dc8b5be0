using System.CommandLine;
using Mingsuan.Host.Verbs;

// Each verb is one file in Verbs/. Exit 0 success, 1 the answer is "no", 2 wrong usage or unreadable input.
var root = new RootCommand("Mingsuan: services of medical insurance over the internet.")
{
    ServeVerb.Command(),
    MigrateVerb.Command(),
    DemoVerb.Command(),
    LawVerb.Command(),
    TrailVerb.Command(),
    RegistryVerb.Command(),
    StaffVerb.Command(),
    InterfaceVerb.Command(),
    WhatIfVerb.Command(),
    AcceptanceVerb.Command(),
};

foreach (var ask in AskVerbs.Commands())
{
    root.Add(ask);
}

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
    {
        Console.Error.WriteLine(error.Message);
    }

    return 2;
}

// The web host listens for SIGINT and SIGTERM itself.
return await parsed.InvokeAsync(new() { ProcessTerminationTimeout = null });
