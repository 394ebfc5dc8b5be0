using System.CommandLine;
using System.CommandLine.Parsing;
using Microsoft.EntityFrameworkCore;
using Mingsuan.Migrations;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Host.Verbs;

/// <summary>`--database sqlite:PATH|postgres:CONNECTION`, required where something is written.</summary>
internal static class DatabaseOption
{
    public static Option<DatabaseChoice> Create() => new("--database")
    {
        Description = "sqlite:PATH or postgres:CONNECTION",
        Required = true,
        CustomParser = Read,
    };

    /// <summary>
    /// Optional, for a verb that only reads: else MINGSUAN_DATABASE, else the demonstration's database, which lies in
    /// MINGSUAN_DATA or .data/demo.
    /// </summary>
    public static Option<DatabaseChoice> CreateOptional() =>
        CreateOptional("sqlite:PATH or postgres:CONNECTION; else MINGSUAN_DATABASE, else the demonstration's");

    /// <summary>Optional, and what it is when it is left out.</summary>
    public static Option<DatabaseChoice> CreateOptional(string description) => new("--database")
    {
        Description = description,
        CustomParser = Read,
    };

    /// <summary>The database when none was named; throws <see cref="FormatException"/> on a bad setting.</summary>
    public static DatabaseChoice Usual()
    {
        if (Environment.GetEnvironmentVariable("MINGSUAN_DATABASE") is { Length: > 0 } named)
        {
            return DatabaseChoice.Parse(named);
        }

        var data = Environment.GetEnvironmentVariable("MINGSUAN_DATA") is { Length: > 0 } folder
            ? folder
            : Path.Combine(".data", "demo");
        return DatabaseChoice.Parse("sqlite:" + Path.Combine(data, "mingsuan.db"));
    }

    /// <summary>
    /// A database to read from, without services. Throws <see cref="FileNotFoundException"/> on a file that is not
    /// there: opening it would make an empty one.
    /// </summary>
    public static MingsuanDb Open(DatabaseChoice choice)
    {
        if (choice.EmbeddedFile is { Exists: false } missing)
        {
            throw new FileNotFoundException($"There is no database at {missing.FullName}.");
        }

        var options = new DbContextOptionsBuilder<MingsuanDb>();
        choice.Configure(options);
        return new MingsuanDb(options.Options, SchemaMaps.All);
    }

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
