using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Mingsuan.Ui.Tables;

/// <summary>稍后呈现 — renders its content after its elder siblings, so that a table knows its columns by then.</summary>
public sealed class Later : ComponentBase
{
    /// <summary>内容 — what is rendered later.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }

    /// <inheritdoc />
    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, ChildContent);
}
