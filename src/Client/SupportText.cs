using System.Globalization;
using System.Text;

namespace AsyncJobs.Client;

/// <summary>Words a failure so that its reader knows what to quote when they ask for help.</summary>
internal static class SupportText
{
    public static string Describe(string what, string? why, int errorCode, string? service, string? requestId)
    {
        StringBuilder text = new(what);
        if (!string.IsNullOrEmpty(why))
            text.Append(": ").Append(why.TrimEnd('.', ' '));
        if (errorCode != 0)
        {
            text.Append(CultureInfo.InvariantCulture, $" (error {errorCode}");
            if (!string.IsNullOrEmpty(service))
                text.Append(CultureInfo.InvariantCulture, $", service {service}");
            text.Append(')');
        }

        text.Append('.');
        if (string.IsNullOrEmpty(requestId))
            return text.ToString();

        // The server's own words may ask for it already: "Quote the request id to have it looked up."
        bool isAskedFor = why?.Contains("request id", StringComparison.OrdinalIgnoreCase) == true;
        text.Append(isAskedFor ? " The request ID is " : " When you ask for help, quote the request ID ").Append(requestId).Append('.');
        return text.ToString();
    }
}
