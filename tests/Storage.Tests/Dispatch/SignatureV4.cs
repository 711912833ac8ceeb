using System.Security.Cryptography;
using System.Text;

namespace AsyncJobs.Storage.Tests.Dispatch;

/// <summary>Checks a request's signature as AWS does it: from the request line, headers and body that arrived and the secret it knows.</summary>
internal static class SignatureV4
{
    internal static string Expected(FakeLambda.Call call, string secret)
    {
        string authorization = call.Headers["Authorization"];
        string[] scope = Part(authorization, "Credential=").Split('/')[1..];
        string signedHeaders = Part(authorization, "SignedHeaders=");

        var canonical = new StringBuilder()
            .Append(call.Method).Append('\n')
            .AppendJoin('/', call.Target.Split('/').Select(Uri.EscapeDataString)).Append('\n')
            .Append('\n');
        foreach (string name in signedHeaders.Split(';'))
            canonical.Append(name).Append(':').Append(call.Headers[name].Trim()).Append('\n');
        canonical.Append('\n').Append(signedHeaders).Append('\n').Append(Hex(SHA256.HashData(call.Body)));

        string toSign = string.Join(
            '\n', "AWS4-HMAC-SHA256", call.Headers["X-Amz-Date"], string.Join('/', scope), Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical.ToString()))));
        byte[] key = scope.Aggregate(Encoding.UTF8.GetBytes("AWS4" + secret), Sign);
        return Hex(Sign(key, toSign));
    }

    internal static string Sent(FakeLambda.Call call) => Part(call.Headers["Authorization"], "Signature=");

    private static string Part(string authorization, string name)
    {
        int start = authorization.IndexOf(name, StringComparison.Ordinal) + name.Length;
        return authorization[start..].Split(',', ' ')[0];
    }

    private static byte[] Sign(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
