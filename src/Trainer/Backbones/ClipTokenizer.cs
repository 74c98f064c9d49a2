using System.Net;
using System.Text.RegularExpressions;
using Platform.Contracts;

namespace Platform.Trainer.Backbones;

/// <summary>
/// Text to the token ids of CLIP's text encoder: HTML entities resolved, white space collapsed, lower case, split into words, each word by
/// byte pairs. Same ids as OpenAI's simple_tokenizer.py for text in sound Unicode; it does not repair wrongly decoded text as that does.
/// </summary>
sealed partial class ClipTokenizer(ClipVocabulary vocabulary)
{
    /// <summary>What CLIP's position embedding has room for.</summary>
    public const int ContextLength = 77;

    public int VocabularySize => vocabulary.Size;

    /// <summary>From the vocabulary file the user gives, packed or not.</summary>
    public static ClipTokenizer Open(string path) => new(ClipVocabulary.Open(path));

    /// <summary>The text's ids without start and end.</summary>
    public List<int> Encode(string text)
    {
        var clean = WhiteSpace().Replace(WebUtility.HtmlDecode(WebUtility.HtmlDecode(text)), " ").Trim().ToLowerInvariant();
        var ids = new List<int>();
        foreach (var word in Words().EnumerateMatches(clean))
            ids.AddRange(clean.Substring(word.Index, word.Length) switch
            {
                "<|startoftext|>" => [vocabulary.Start],
                "<|endoftext|>" => [vocabulary.End],
                var letters => vocabulary.Encode(letters),
            });
        return ids;
    }

    /// <summary>(texts, length): start, ids, end, then zeros.</summary>
    public long[] Tokenize(IReadOnlyList<string> texts, int length = ContextLength)
    {
        var tokens = new long[texts.Count * length];
        for (var t = 0; t < texts.Count; t++)
        {
            List<int> ids = [vocabulary.Start, .. Encode(texts[t]), vocabulary.End];
            if (ids.Count > length)
                throw new UserErrorException($"'{texts[t]}' is {ids.Count} tokens long; CLIP takes {length}: shorten the text");
            for (var i = 0; i < ids.Count; i++)
                tokens[t * length + i] = ids[i];
        }
        return tokens;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();

    /// <summary>Contractions, runs of letters, single digits, runs of anything else.</summary>
    [GeneratedRegex(@"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|\p{L}+|\p{N}|[^\s\p{L}\p{N}]+")]
    private static partial Regex Words();
}
