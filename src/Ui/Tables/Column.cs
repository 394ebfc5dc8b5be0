using Microsoft.AspNetCore.Components;

namespace Mingsuan.Ui.Tables;

/// <summary>列 — one column of a <see cref="DataTable{TItem}"/>: its heading and what a cell shows of a row.</summary>
public sealed class Column<TItem> : ComponentBase
{
    /// <summary>列名 — the heading, and the label of the value on a phone.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>数值 — figures align right in digits of equal width.</summary>
    [Parameter] public bool Numeric { get; set; }

    /// <summary>主列 — the value that heads the card of a row on a phone.</summary>
    [Parameter] public bool Lead { get; set; }

    /// <summary>单元格 — what is shown of a row.</summary>
    [Parameter, EditorRequired] public RenderFragment<TItem>? ChildContent { get; set; }

    [CascadingParameter] private DataTable<TItem>? Table { get; set; }

    internal string? Style => (Numeric, Lead) switch
    {
        (true, _) => "ms-numeric",
        (_, true) => "ms-lead-cell",
        _ => null,
    };

    /// <inheritdoc />
    protected override void OnInitialized() => Table?.Add(this);
}
