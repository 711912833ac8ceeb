using System.Globalization;

namespace Sample.Summaries;

/// <summary>Gathers what the summary of one column needs, value by value.</summary>
/// <param name="name">The column's name.</param>
/// <param name="rowsBefore">Rows that had no such column.</param>
internal sealed class Column(string name, int rowsBefore)
{
    /// <summary>A power of two, which changes no digit: sums of even the largest numbers stay finite with it.</summary>
    private const double Scale = 1 << 24;

    private readonly HashSet<string> _values = new(StringComparer.Ordinal);
    private int _count;
    private int _empty = rowsBefore;
    private bool _isNumeric = true;
    private double _min = double.PositiveInfinity;
    private double _max = double.NegativeInfinity;
    private double _sum;
    private double _lost;

    public void AddEmpty() => _empty++;

    public void Add(ReadOnlySpan<char> value)
    {
        if (value.IsEmpty)
        {
            _empty++;
            return;
        }

        // A value that was there before makes no new string.
        _count++;
        _values.GetAlternateLookup<ReadOnlySpan<char>>().Add(value);

        _isNumeric = _isNumeric && TryParse(value, out double number) && AddNumber(number);
    }

    public ColumnSummary Summarize() => _isNumeric && _count > 0
        ? new ColumnSummary(name, _count, _empty, _min, _max, (_sum + _lost) / _count * Scale, null)
        : new ColumnSummary(name, _count, _empty, null, null, null, _values.Count);

    private static bool TryParse(ReadOnlySpan<char> value, out double number) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    // Adds up apart what rounding loses (Neumaier): the mean of ten times 0.1 is 0.1.
    private bool AddNumber(double number)
    {
        _min = Math.Min(_min, number);
        _max = Math.Max(_max, number);

        number /= Scale;
        double sum = _sum + number;
        _lost += Math.Abs(_sum) >= Math.Abs(number) ? _sum - sum + number : number - sum + _sum;
        _sum = sum;
        return true;
    }
}
