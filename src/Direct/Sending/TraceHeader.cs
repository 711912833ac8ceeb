using System.Globalization;
using System.Text;
using Amazon.Runtime;
using AsyncJobs.Shared;

namespace AsyncJobs.Direct.Sending;

/// <summary>The header by which AWS follows a request through functions, and finds those that call each other without an end.</summary>
internal static class TraceHeader
{
    public const string Name = "x-amzn-trace-id";

    private const string Plain = "-=;:+&[]{}\"',";

    /// <summary>Its value; null where there is none, as outside of Lambda.</summary>
    /// <param name="read">Reads an environment variable.</param>
    public static string? ValueOf(Func<string, string?> read)
    {
        if (string.IsNullOrEmpty(read(AwsVariables.FunctionName)))
            return null;

        // Where one process serves several invocations at once, a variable of all cannot be that of each.
        string? value = string.IsNullOrEmpty(read(AwsVariables.MaxConcurrency))
            ? null
            : SDKTaskContext.Default.Get(AwsVariables.TraceId)?.ToString();
        value ??= read(AwsVariables.TraceId);
        return string.IsNullOrEmpty(value) ? null : Escape(value);
    }

    private static string Escape(string value)
    {
        StringBuilder text = new(value.Length);
        foreach (byte one in Encoding.UTF8.GetBytes(value))
        {
            if (char.IsAsciiLetterOrDigit((char)one) || Plain.Contains((char)one))
                text.Append((char)one);
            else
                text.Append('%').Append(one.ToString("X2", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }
}
