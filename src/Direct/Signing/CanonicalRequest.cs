using System.Text;

namespace AsyncJobs.Direct.Signing;

/// <summary>A request in the form whose hash is signed.</summary>
/// <remarks>
/// Source: "Create a signed AWS API request" of the IAM user guide. The requests of this library have no query.
/// </remarks>
internal static class CanonicalRequest
{
    /// <summary>Writes a request.</summary>
    /// <param name="method">Its method.</param>
    /// <param name="path">Its path, escaped as it is sent.</param>
    /// <param name="headers">Its headers.</param>
    /// <param name="signedNames">The names of these, as <see cref="NamesOf"/> gives them.</param>
    /// <param name="bodyHash">The hash of its body.</param>
    public static string Write(string method, string path, SignedHeaders headers, string signedNames, string bodyHash)
    {
        StringBuilder text = new(512);
        text.Append(method).Append('\n');
        AppendEscapedAgain(text, path);
        text.Append("\n\n");
        foreach (SignedHeader header in headers)
        {
            text.Append(header.Name).Append(':');
            AppendTrimmed(text, header.Value);
            text.Append('\n');
        }

        return text.Append('\n').Append(signedNames).Append('\n').Append(bodyHash).ToString();
    }

    /// <summary>The names of headers, as a signature lists them.</summary>
    public static string NamesOf(SignedHeaders headers)
    {
        StringBuilder names = new(128);
        foreach (SignedHeader header in headers)
        {
            if (names.Length > 0)
                names.Append(';');
            names.Append(header.Name);
        }

        return names.ToString();
    }

    // Every service but S3 signs a path that is escaped twice.
    private static void AppendEscapedAgain(StringBuilder text, string path)
    {
        string[] segments = path.Split('/');
        for (int i = 0; i < segments.Length; i++)
        {
            if (i > 0)
                text.Append('/');
            text.Append(Uri.EscapeDataString(segments[i]));
        }
    }

    // White space within a value counts as one space.
    private static void AppendTrimmed(StringBuilder text, string value)
    {
        bool isGap = false;
        foreach (char character in value.AsSpan().Trim())
        {
            if (char.IsWhiteSpace(character))
            {
                isGap = true;
                continue;
            }

            if (isGap)
                text.Append(' ');
            isGap = false;
            text.Append(character);
        }
    }
}
