namespace Mingsuan.Law.Forms;

/// <summary>The forms of the ground that other rules stand on.</summary>
public static class GroundForms
{
    public static readonly Field<string> SituationName =
        new("situation", Shapes.Name, "the situation that stands from 'from' to 'to'", true);

    public static readonly RuleForm Situation = new(
        SituationName, "a dated switch that other rules name", [], _ => []);
}
