using System.Globalization;
using System.Text;

namespace AsyncJobs.Client;

/// <summary>Words a failure so that its reader knows what to quote when he asks for help.</summary>
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
        if (!string.IsNullOrEmpty(requestId))
            text.Append(CultureInfo.InvariantCulture, $" When you ask for help, quote the request ID {requestId}.");
        return text.ToString();
    }
}
