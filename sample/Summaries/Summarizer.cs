using AsyncJobs;

namespace Sample.Summaries;

/// <summary>Says what is in a table of data.</summary>
public static class Summarizer
{
    private const int MostColumns = 1_000;
    private const int RowsBetweenReports = 10_000;

    /// <summary>Summarizes each column of a CSV text, in one pass over it.</summary>
    /// <param name="name">What to call the data.</param>
    /// <param name="request">The data.</param>
    /// <param name="job">The job.</param>
    /// <param name="delimiter">What separates fields.</param>
    [AsyncJob("POST /summaries/{name}", TimeoutSeconds = 60, MaxAttempts = 2)]
    public static async Task<Summary> Summarize(string name, SummaryRequest request, JobContext job, string delimiter = ",")
    {
        if (delimiter.Length != 1 || delimiter[0] is '"' or '\r' or '\n')
            throw new JobException(10010, "The delimiter must be one character other than a quote or a line end.") { Retry = false };

        CsvReader csv = new(request.Csv, delimiter[0]);
        List<Column> columns = ReadHeader(csv);
        int rows = 0;
        while (csv.TryStartRow())
        {
            ReadRow(csv, columns, rows);
            if (++rows % RowsBetweenReports == 0)
            {
                job.CancellationToken.ThrowIfCancellationRequested();
                await job.ReportProgressAsync(csv.Fraction, $"{rows} rows");
            }
        }

        await job.ReportProgressAsync(1, $"{rows} rows");
        return new Summary(name, rows, columns.ConvertAll(column => column.Summarize()));
    }

    private static List<Column> ReadHeader(CsvReader csv)
    {
        List<Column> columns = [];
        if (csv.TryStartRow())
        {
            while (csv.TryReadField(out ReadOnlySpan<char> field))
                AddColumn(columns, field.IsEmpty ? null : field.ToString(), rowsBefore: 0);
        }

        return columns;
    }

    // Rows need not be of one length: what is missing at the end is empty, and what is too much makes further columns.
    private static void ReadRow(CsvReader csv, List<Column> columns, int rowsBefore)
    {
        int i = 0;
        for (; csv.TryReadField(out ReadOnlySpan<char> field); i++)
        {
            if (i == columns.Count)
                AddColumn(columns, null, rowsBefore);
            columns[i].Add(field);
        }

        for (; i < columns.Count; i++)
            columns[i].AddEmpty();
    }

    private static void AddColumn(List<Column> columns, string? name, int rowsBefore)
    {
        if (columns.Count == MostColumns)
            throw new JobException(10012, $"At most {MostColumns} columns.") { Retry = false };

        columns.Add(new Column(name ?? $"column {columns.Count + 1}", rowsBefore));
    }
}
