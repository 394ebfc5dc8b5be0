using Microsoft.AspNetCore.Components;

namespace Mingsuan.Ui.Forms;

/// <summary>表单项 — what every field has: a name, a label, a hint, an error, and the ties between them.</summary>
public abstract class FormField : ComponentBase
{
    /// <summary>字段名 — the name under which the value is sent.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    /// <summary>标签 — the question.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>值 — as sent; shown again after an error.</summary>
    [Parameter] public string? Value { get; set; }

    /// <summary>提示 — how to answer.</summary>
    [Parameter] public string? Hint { get; set; }

    /// <summary>错误 — what is wrong with the value.</summary>
    [Parameter] public string? Error { get; set; }

    /// <summary>必填 — fields that are not required say 选填.</summary>
    [Parameter] public bool Required { get; set; } = true;

    /// <summary>编号 — the id of the control; made of the name when not given.</summary>
    [Parameter] public string? Id { get; set; }

    /// <summary>其他属性 — passed to the control (htmx attributes, autocomplete, …).</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? Attributes { get; set; }

    /// <summary>控件编号 — what the label and an error summary point at.</summary>
    protected string ControlId => Id ?? IdOf(Name);

    /// <summary>提示编号 — what the control names as its description.</summary>
    protected string HintId => ControlId + "-hint";

    /// <summary>错误编号 — what the control names as its error.</summary>
    protected string ErrorId => ControlId + "-error";

    /// <summary>描述 — ids of the hint and the error, as far as there are any.</summary>
    protected string? DescribedBy => (Hint, Error) switch
    {
        (null, null) => null,
        (_, null) => HintId,
        (null, _) => ErrorId,
        _ => HintId + " " + ErrorId,
    };

    /// <summary>有误 — "true" or absent.</summary>
    protected string? Invalid => Error is null ? null : "true";

    /// <summary>控件编号 — the id that a field of this name gets by default.</summary>
    public static string IdOf(string name) => "f-" + name.Replace('.', '-').Replace('[', '-').Replace("]", "");
}
