namespace Mingsuan.Architecture.Tests.Dependencies;

/// <summary>The rules themselves can fail: each is shown a case that breaks it.</summary>
public sealed class DependencyRuleTests
{
    private static readonly Project[] Some =
    [
        Make("src/Policy/Policy.csproj"), Make("src/Modules/Visits/Visits.csproj"),
        Make("src/Modules/Registry/Registry.csproj"), Make("src/Host/Host.csproj"),
    ];

    [Theory]
    [InlineData("src/Policy/Policy.csproj", "Contracts")]
    [InlineData("src/Contracts/Contracts.csproj", "Platform")]
    [InlineData("src/Ui/Ui.csproj", "Contracts")]
    [InlineData("src/Modules/Visits/Visits.csproj", "Registry")]
    [InlineData("src/Modules/Visits/Visits.csproj", "Gateway")]
    [InlineData("src/Gateway/Gateway.csproj", "Visits")]
    public void A_reference_against_the_star_is_found(string from, string reference) =>
        Star.Broken(Make(from), [reference], Some).ShouldHaveSingleItem().Message.ShouldContain(reference);

    [Theory]
    [InlineData("src/Law/Law.csproj", "Policy")]
    [InlineData("src/Modules/Visits/Visits.csproj", "Contracts")]
    [InlineData("src/Migrations/Migrations.csproj", "Registry")]
    [InlineData("src/Host/Host.csproj", "Visits")]
    public void A_reference_along_the_star_is_fine(string from, string reference) =>
        Star.Broken(Make(from), [reference], Some).ShouldBeEmpty();

    [Fact]
    public void A_project_without_a_place_is_found() =>
        Star.Broken(Make("src/Extra/Extra.csproj"), [], Some).ShouldHaveSingleItem();

    [Fact]
    public void A_project_file_is_read_with_either_slash()
    {
        var project = Project.Read("src/A/A.csproj", """
            <Project><ItemGroup>
              <ProjectReference Include="..\B\B.csproj" />
              <ProjectReference Include="../C/C.csproj" />
              <PackageReference Include="D" />
            </ItemGroup></Project>
            """);

        project.Projects.ShouldBe(["B", "C"]);
        project.Packages.ShouldBe(["D"]);
    }

    [Theory]
    [InlineData(typeof(IMarker), true)]
    [InlineData(typeof(Kind), true)]
    [InlineData(typeof(Question), true)]
    [InlineData(typeof(Amount), true)]
    [InlineData(typeof(PersonId), true)]
    [InlineData(typeof(Worker), false)]
    [InlineData(typeof(Call), false)]
    public void A_contract_is_an_interface_a_record_an_enum_or_an_id(Type type, bool contract) =>
        Surface.IsContract(type).ShouldBe(contract);

    [Theory]
    [InlineData(typeof(VisitsModule), true)]
    [InlineData(typeof(OpenMap), true)]
    [InlineData(typeof(Worker), false)]
    public void A_module_may_show_its_module_class_and_its_maps(Type type, bool allowed) =>
        Surface.MayBePublic(type, "Visits").ShouldBe(allowed);

    private static Project Make(string path) => new(path, [], [], []);

    private interface IMarker;

    private interface IEntityMap;

    private enum Kind;

    private delegate void Call();

    private sealed record Question(string Text);

    private readonly record struct Amount(long Fen);

    private readonly struct PersonId;

    private sealed class Worker;

    private sealed class VisitsModule;

    private sealed class OpenMap : IEntityMap;
}
