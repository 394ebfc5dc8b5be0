using System.CommandLine;
using System.CommandLine.Parsing;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Host.Verbs;

/// <summary>`--database sqlite:PATH|postgres:CONNECTION`, required.</summary>
internal static class DatabaseOption
{
    public static Option<DatabaseChoice> Create() => new("--database")
    {
        Description = "sqlite:PATH or postgres:CONNECTION",
        Required = true,
        CustomParser = Read,
    };

    private static DatabaseChoice? Read(ArgumentResult argument)
    {
        try
        {
            return DatabaseChoice.Parse(argument.Tokens.Single().Value);
        }
        catch (FormatException unreadable)
        {
            argument.AddError(unreadable.Message);
            return null;
        }
    }
}
