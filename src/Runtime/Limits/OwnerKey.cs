using System.Security.Cryptography;
using System.Text;

namespace AsyncJobs.Limits;

/// <summary>The key under which is counted what one owner has. No job's id has its form, so that nobody reads it as a job.</summary>
internal static class OwnerKey
{
    /// <summary>What it begins with.</summary>
    public const string Prefix = "owner:";

    // Behind the owner's own key, so that who leaves out what begins as that does leaves out this, too.
    private const string StreamsSuffix = ":streams";

    /// <summary>The key under which the streams of one owner are counted.</summary>
    public static string OfStreams(string owner) => Of(owner) + StreamsSuffix;

    public static string Of(string owner) => Prefix + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(owner))).ToLowerInvariant();
}
