using System.Reflection;

namespace Mingsuan.Architecture.Tests.Dependencies;

public sealed class DependencyTests
{
    [Fact]
    public void R1_Policy_references_only_the_base_library()
    {
        var policy = Project.All.Single(project => project.Name == "Policy");
        string[] declared = [.. policy.Projects, .. policy.Packages, .. policy.Frameworks];
        var compiled = References(policy.Assembly).Where(name => !IsBaseLibrary(name));

        Exceptions.Hold("R1", declared.Concat(compiled).Select(name => new Finding(policy.Path, $"references {name}")));
    }

    [Fact]
    public void R3_Contracts_references_only_Policy() => Hold("R3", "Contracts");

    [Fact]
    public void R3_Contracts_contains_only_interfaces_records_enums_and_ids()
    {
        var contracts = Project.All.Single(project => project.Name == "Contracts").Assembly;
        var strangers = contracts.GetTypes().Where(type => !Surface.IsCompilerMade(type) && !Surface.IsContract(type));

        Exceptions.Hold("R3 types", strangers.Select(type => new Finding(
            type.FullName!, "is no interface, record, enum or id")));
    }

    [Theory]
    [InlineData("Platform")]
    [InlineData("Ui")]
    public void R4_the_ground_references_only_Policy(string name) => Hold("R4", name);

    [Fact]
    public void R5_projects_reference_each_other_only_along_the_star() =>
        Exceptions.Hold("R5", Project.All.SelectMany(project => Star.Broken(project, project.Projects, Project.All)));

    [Fact]
    public void R5_what_was_compiled_follows_the_star_too() =>
        Exceptions.Hold("R5 compiled", Project.All.SelectMany(project =>
            Star.Broken(project, OwnReferences(project), Project.All)));

    [Fact]
    public void R6_a_module_shows_its_module_class_its_components_and_its_maps_and_nothing_else() =>
        Exceptions.Hold("R6", Project.All.Where(project => project.IsModule).SelectMany(module =>
            module.Assembly.GetExportedTypes()
                .Where(type => !Surface.MayBePublic(type, module.Name))
                .Select(type => new Finding(type.FullName!, "is public in a module"))));

    private static void Hold(string rule, string name)
    {
        var project = Project.All.Single(candidate => candidate.Name == name);
        var references = project.Projects.Concat(OwnReferences(project));
        Exceptions.Hold(rule, Star.Broken(project, references, Project.All));
    }

    private static bool IsBaseLibrary(string name) =>
        name is "System" or "netstandard" || name.StartsWith("System.", StringComparison.Ordinal);

    private static IEnumerable<string> References(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(reference => reference.Name!);

    private static IEnumerable<string> OwnReferences(Project project) =>
        References(project.Assembly)
            .Where(name => name.StartsWith("Mingsuan.", StringComparison.Ordinal))
            .Select(name => name["Mingsuan.".Length..]);
}
