using System.Xml;
using Amazon.Lambda.Core;

public sealed class Feeds(HttpClient http)
{
    public async Task<int> Count(string url, CancellationToken token)
    {
        using var reader = XmlReader.Create(await http.GetStreamAsync(url, token), new XmlReaderSettings { Async = true });
        int count = 0;
        while (await reader.{|AJ1009:ReadAsync|}())
        {
            if (reader is { NodeType: XmlNodeType.Element, Name: "item" })
                count++;
        }

        return count;
    }
}
