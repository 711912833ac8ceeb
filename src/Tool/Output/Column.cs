using Spectre.Console;

namespace AsyncJobs.Tool.Output;

/// <summary>A column of a table that a terminal may be too narrow for.</summary>
/// <param name="Head">What stands above it.</param>
internal sealed record Column(string Head)
{
    /// <summary>How narrow it may become, in characters; null where it is shown whole or not at all.</summary>
    public int? Least { get; init; }

    /// <summary>How soon it is left out, the lowest first; null for never.</summary>
    public int? LeftOut { get; init; }

    /// <summary>Its cells, from the first row on.</summary>
    public required IReadOnlyList<Cell> Cells { get; init; }

    /// <summary>How wide it is where nothing is cut.</summary>
    public int Width => Cells.Select(static cell => cell.Text).Append(Head).Max(static text => text.GetCellWidth());
}
