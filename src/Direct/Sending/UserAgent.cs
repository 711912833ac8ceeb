using System.Text;
using AsyncJobs.Shared;

namespace AsyncJobs.Direct.Sending;

/// <summary>What requests say of who sends them.</summary>
internal static class UserAgent
{
    private const string Plain = "!#$%&'*+-.^_`|~";

    private static readonly string s_own = "AsyncJobs.Direct/" + typeof(UserAgent).Assembly.GetName().Version?.ToString(3);

    /// <summary>Its name and version, and the name that the application gives itself.</summary>
    /// <param name="read">Reads an environment variable.</param>
    public static string Of(Func<string, string?> read)
    {
        string? application = read(AwsVariables.UserAgentAppId);
        if (string.IsNullOrEmpty(application))
            return s_own;

        StringBuilder text = new(s_own + " app/");
        foreach (char character in application)
            text.Append(char.IsAsciiLetterOrDigit(character) || Plain.Contains(character) ? character : '-');
        return text.ToString();
    }
}
