using System.Globalization;
using AsyncJobs.Direct.Credentials;
using AsyncJobs.Direct.Signing;
using Xunit;

namespace AsyncJobs.Direct.Tests.Signing;

/// <summary>
/// Signatures, beside those that AWS publishes with its C library aws-c-auth. They are no part of this repository: only a build with the variable
/// ASYNCJOBS_SIGNING_VECTORS, which names their folder, has these tests.
/// </summary>
public sealed class PublishedVectorTests
{
    public static IEnumerable<TheoryDataRow<string>> OfOurForm =>
        PublishedVector.All().Where(static vector => vector.OutOfScope is null).Select(static vector => new TheoryDataRow<string>(vector.Name));

    [Theory]
    [MemberData(nameof(OfOurForm))]
    public void A_request_is_signed_as_published(string name)
    {
        PublishedVector vector = PublishedVector.Read(name);
        string date = RequestSigner.DateOf(vector.At);
        SignedHeaders headers = new();
        foreach ((string header, string value) in vector.Headers)
            headers.Add(header, value);
        headers.Add("x-amz-date", date);
        if (vector.Token is { } token)
            headers.Add("x-amz-security-token", token);
        string hash = Hash.Of(vector.Body);
        if (vector.SignsBody)
            headers.Add("x-amz-content-sha256", hash);
        AccessKeys keys = new(vector.KeyId, vector.Secret, vector.Token, "the test");

        string request = CanonicalRequest.Write(vector.Method, vector.Path, headers, CanonicalRequest.NamesOf(headers), hash);
        string toSign = RequestSigner.TextOf(date, new SigningKey(keys, date[..8], vector.Region, vector.Service).Scope, request);
        string authorization = new RequestSigner(vector.Region, vector.Service).Authorize(vector.Method, vector.Path, headers, hash, date, keys);

        Assert.Equal(vector.Published("canonical-request"), request);
        Assert.Equal(vector.Published("string-to-sign"), toSign);
        Assert.Equal(vector.Published("signature"), RequestSigner.SignatureOf(authorization));
        Assert.Contains("\nAuthorization:" + authorization, vector.Published("signed-request"), StringComparison.Ordinal);
    }

    [Fact]
    public void All_others_have_a_form_that_no_request_of_ours_has()
    {
        List<PublishedVector> vectors = [.. PublishedVector.All()];
        Assert.NotEmpty(vectors);
        foreach (IGrouping<string?, PublishedVector> group in vectors.GroupBy(static vector => vector.OutOfScope))
        {
            TestContext.Current.TestOutputHelper!.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{group.Count()} {group.Key ?? "compared"}: {string.Join(", ", group.Select(static vector => vector.Name))}"));
        }

        // So that what our requests do have is among those that are compared.
        Assert.All(
            (string[])["post-vanilla", "post-header-key-sort", "post-x-www-form-urlencoded", "post-sts-header-before", "get-space-unnormalized", "get-utf8"],
            name => Assert.Null(vectors.Single(vector => vector.Name == name).OutOfScope));
    }
}
