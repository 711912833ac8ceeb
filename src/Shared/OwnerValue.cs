using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>
/// The value of the setting that says who owns a job: <c>AsyncJobsOwner</c> of a build, <see cref="JobVariables.Owner"/> of a function.
/// </summary>
[Embedded]
internal static class OwnerValue
{
    /// <summary>Jobs have no owner: an authorizer lets callers in and tells nobody apart. In any case of letters.</summary>
    public const string None = "none";

    /// <summary>As without a setting, but all sessions of an assumed role are one owner. In any case of letters.</summary>
    public const string Role = "iam-role";

    /// <summary>The longest name of a claim, in characters.</summary>
    public const int LongestName = 128;

    /// <summary>What is wrong with lists of owners where nobody owns a job, to end a sentence that begins with the setting's name.</summary>
    public const string NobodyLists = "lets callers list the jobs that they own, and AsyncJobsOwner is none: no job has an owner";

    /// <summary>Says what is wrong with a value, to end a sentence that begins with the setting's name; null for nothing.</summary>
    public static string? Fault(string value)
    {
        bool isName = value.Length is >= 1 and <= LongestName;
        foreach (char c in value)
        {
            isName &= c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9')
                or '_' or '-' or '.' or ':' or '/' or '#' or '@' or '~' or '+';
        }

        return isName
            ? null
            : $"must be {None}, {Role}, or the name of a claim or of a member of an authorizer's context: 1 to {LongestName} letters, "
                + "digits and _ - . : / # @ ~ +, such as client_id";
    }
}
