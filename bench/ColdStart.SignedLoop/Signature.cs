using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AsyncJobs.ColdStart.SignedLoop;

/// <summary>Signature Version 4 for a request without a query, with the credentials of the environment.</summary>
internal static class Signature
{
    private const string SignedHeaders = "host;x-amz-date;x-amz-security-token";

    public static void AddTo(HttpRequestMessage request, byte[] body, string service)
    {
        string token = Environment.GetEnvironmentVariable("AWS_SESSION_TOKEN")!;
        string region = Environment.GetEnvironmentVariable("AWS_REGION")!;
        string time = DateTime.UtcNow.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        string scope = $"{time[..8]}/{region}/{service}/aws4_request";
        string canonical = $"{request.Method}\n{request.RequestUri!.AbsolutePath}\n\nhost:{request.RequestUri.Authority}\n"
            + $"x-amz-date:{time}\nx-amz-security-token:{token}\n\n{SignedHeaders}\n{Hex(SHA256.HashData(body))}";
        string text = $"AWS4-HMAC-SHA256\n{time}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";

        byte[] key = Encoding.UTF8.GetBytes("AWS4" + Environment.GetEnvironmentVariable("AWS_SECRET_ACCESS_KEY"));
        foreach (string part in scope.Split('/'))
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));

        string signature = Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
        request.Headers.TryAddWithoutValidation("x-amz-date", time);
        request.Headers.TryAddWithoutValidation("x-amz-security-token", token);
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential={Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID")}/{scope}, "
            + $"SignedHeaders={SignedHeaders}, Signature={signature}");
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
