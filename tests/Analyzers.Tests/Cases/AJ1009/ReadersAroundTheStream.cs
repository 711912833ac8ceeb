using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

public class Feeds(HttpClient http)
{
    public async Task<int> Count(string url, CancellationToken stop)
    {
        int count = 0;
        using XmlReader reader = XmlReader.Create(await http.GetStreamAsync(url, stop), new XmlReaderSettings { Async = true });
        while (await reader.{|AJ1009:ReadAsync|}())
            count++;
        return count;
    }

    public async Task<XElement?> Root(string url, CancellationToken stop)
    {
        using XmlReader reader = XmlReader.Create(await http.GetStreamAsync(url, stop));
        return XDocument.{|AJ1009:Load|}(reader).Root;
    }

    public async Task<XElement?> RootInTime(string url, CancellationToken stop)
    {
        using XmlReader reader = XmlReader.Create(await http.GetStreamAsync(url, stop), new XmlReaderSettings { Async = true });
        return (await XDocument.LoadAsync(reader, LoadOptions.None, stop)).Root;
    }

    public async Task<string?> FirstLine(string url, CancellationToken stop)
    {
        using HttpResponseMessage response = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, stop);
        using var lines = new StreamReader(new GZipStream(await response.Content.ReadAsStreamAsync(stop), CompressionMode.Decompress));
        return await lines.{|AJ1009:ReadLineAsync|}();
    }

    public async Task<byte[]> Head(string url, CancellationToken stop)
    {
        using var reader = new BinaryReader(await http.GetStreamAsync(url, stop));
        return reader.{|AJ1009:ReadBytes|}(16);
    }
}
