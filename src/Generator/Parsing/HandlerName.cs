using System.Text;
using AsyncJobs.Generator.Model;

namespace AsyncJobs.Generator.Parsing;

/// <summary>The methods of a class library that Lambda calls, and the text by which a function names one.</summary>
internal static class HandlerName
{
    /// <summary>The class that holds all of them.</summary>
    public const string Type = "JobHandlers";

    public const string Status = nameof(Status);
    public const string Settle = nameof(Settle);
    public const string Http = nameof(Http);

    /// <summary>The most characters that Lambda takes.</summary>
    public const int Longest = 127;

    public static string Accept(JobModel job) => "Accept" + Pascal(job.Name);

    public static string Work(JobModel job) => "Work" + Pascal(job.Name);

    /// <summary>The function's handler, <c>Assembly::Namespace.Type::Method</c>; null where there are no methods that Lambda calls.</summary>
    public static string? Of(HandlersModel? handlers, string method)
    {
        if (handlers is null)
            return null;

        string containingNamespace = handlers.Namespace.Length == 0 ? "" : handlers.Namespace.Replace("@", "") + ".";
        return $"{handlers.Assembly}::{containingNamespace}{Type}::{method}";
    }

    /// <summary>The longest of the job's methods.</summary>
    public static string LongestOf(JobModel job) => job.Route is null ? Work(job) : Accept(job);

    /// <summary>Whether Lambda takes the job's handlers.</summary>
    public static bool Fits(HandlersModel? handlers, JobModel job) => Of(handlers, LongestOf(job)) is not { Length: > Longest };

    // A capital stands for a hyphen and a letter, and an underscore for any other hyphen, so that no two names become one.
    private static string Pascal(string jobName)
    {
        StringBuilder pascal = new(jobName.Length);
        for (int i = 0; i < jobName.Length; i++)
        {
            char c = jobName[i];
            bool isWord = i == 0 || jobName[i - 1] == '-';
            bool isLetter = c is >= 'a' and <= 'z';
            if (isWord && isLetter)
                pascal.Append(char.ToUpperInvariant(c));
            else if (c != '-')
                pascal.Append(c);
            else if (i == jobName.Length - 1 || jobName[i + 1] is not (>= 'a' and <= 'z'))
                pascal.Append('_');
        }

        return pascal.ToString();
    }
}
