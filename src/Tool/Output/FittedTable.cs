using Spectre.Console;

namespace AsyncJobs.Tool.Output;

/// <summary>
/// A table whose rows are one line each, however narrow the terminal is: an id that is broken can be neither searched for nor copied. Columns that
/// may be cut are cut first, then columns are left out.
/// </summary>
internal sealed class FittedTable
{
    private const int Gap = 2;

    private readonly List<(Column Column, int Width)> _columns;

    private FittedTable(List<(Column Column, int Width)> columns, IReadOnlyList<string> leftOut)
    {
        _columns = columns;
        LeftOut = leftOut;
    }

    /// <summary>The heads of the columns for which there was no room.</summary>
    public IReadOnlyList<string> LeftOut { get; }

    /// <summary>Fits columns into a width.</summary>
    public static FittedTable Of(int width, params Column[] columns)
    {
        List<Column> shown = [.. columns];
        while (LeastOf(shown) > width && shown.Where(static column => column.LeftOut is not null).MinBy(static column => column.LeftOut) is { } next)
            shown.Remove(next);

        List<(Column Column, int Width)> fitted = [.. shown.Select(static column => (column, column.Width))];
        int excess = fitted.Sum(static one => one.Width + Gap) - Gap - width;
        while (excess > 0 && Widest(fitted) is { } index)
        {
            fitted[index] = (fitted[index].Column, fitted[index].Width - 1);
            excess--;
        }

        return new FittedTable(fitted, [.. columns.Except(shown).Select(static column => column.Head)]);
    }

    /// <summary>Prints it.</summary>
    public void Show(ToolOutput output)
    {
        Table table = new() { Border = TableBorder.None };
        foreach ((Column column, int width) in _columns)
        {
            bool isLast = column == _columns[^1].Column;
            Text head = new(column.Head, new Style(decoration: Decoration.Bold));
            table.AddColumn(new TableColumn(head) { NoWrap = true, Width = width, Padding = new Padding(0, 0, isLast ? 0 : Gap, 0) });
        }

        for (int row = 0; row < _columns[0].Column.Cells.Count; row++)
            table.AddRow(_columns.Select(one => Shown(one.Column.Cells[row])));
        output.Show(table);
    }

    private static Text Shown(Cell cell) => new(cell.Text, cell.Style) { Overflow = Overflow.Ellipsis };

    private static int LeastOf(List<Column> columns) =>
        columns.Sum(static column => Math.Min(column.Width, column.Least ?? column.Width) + Gap) - Gap;

    // The one that may still be cut and has the most.
    private static int? Widest(List<(Column Column, int Width)> columns)
    {
        int? widest = null;
        for (int i = 0; i < columns.Count; i++)
        {
            if (columns[i].Width > (columns[i].Column.Least ?? int.MaxValue) && (widest is null || columns[i].Width > columns[widest.Value].Width))
                widest = i;
        }

        return widest;
    }
}
