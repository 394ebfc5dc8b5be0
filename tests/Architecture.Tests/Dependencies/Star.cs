namespace Mingsuan.Architecture.Tests.Dependencies;

/// <summary>Policy ← Law, Contracts, Platform, Ui ← Workbench ← Modules, Gateway ← Migrations, Host.</summary>
internal static class Star
{
    private static readonly string[] Ground = ["Policy", "Law", "Contracts", "Platform", "Ui"];
    private static readonly string[] Frame = [.. Ground, "Workbench"];

    /// <summary>The references of <paramref name="from"/> that the star does not allow.</summary>
    public static IEnumerable<Finding> Broken(Project from, IEnumerable<string> references, IReadOnlyList<Project> all)
    {
        var modules = all.Where(project => project.IsModule).Select(project => project.Name).ToArray();
        string[]? allowed = from switch
        {
            { IsModule: true } => Frame,
            { Name: "Policy" } => [],
            { Name: "Law" or "Contracts" or "Platform" or "Ui" } => ["Policy"],
            { Name: "Workbench" } => ["Policy", "Contracts", "Platform", "Ui"],
            { Name: "Gateway" } => Ground,
            { Name: "Sandbox" } => ["Platform"],
            { Name: "Migrations" } => [.. Frame, .. modules],
            { Name: "Host" } => [.. Frame, .. modules, "Gateway", "Migrations"],
            _ => null,
        };
        return allowed is null
            ? [new Finding(from.Path, "has no place in the dependency star yet; give it one in Star.cs")]
            : references.Except(allowed).Except([from.Name])
                .Select(reference => new Finding(from.Path, $"{from.Name} may not reference {reference}"));
    }
}
