using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TwinGrid.Grains;
using TwinGrid.Grains.Objects;
using TwinGrid.Model;
using TwinGrid.Silo.Hosting;
using TwinGrid.Silo.Sites.Model;

namespace TwinGrid.Silo.Sites.Running;

/// <summary>
/// Gives things their cold-chain rules when they are first seen: those of the object, or of the product that its name or its tag's name
/// belongs to. Rules judge the readings of the retention window, so nothing is lost to a reading that came with the first sight.
/// </summary>
internal sealed class FirstSight(IGrainFactory grains, SiloSettings settings, ILogger<FirstSight> log)
{
    private const int MostRemembered = 1_000_000;

    /// <summary>What each tag or object seen so far was given; null for nothing.</summary>
    private readonly ConcurrentDictionary<string, string?> _seen = new(StringComparer.Ordinal);
    private volatile RuleBook? _book;

    /// <summary>Takes a site's products and objects in place of those before, and gives things seen before what they get by them.</summary>
    public async Task UseAsync(SiteFile site)
    {
        var book = new RuleBook(site);
        _book = book;
        foreach ((string name, string? rules) in _seen.ToArray())
        {
            if (book.RulesOf(name) != rules)
            {
                await GiveAsync(book, name);
            }
        }

        foreach (SiteObject thing in site.Objects.Where(thing => thing.Rules is not null))
        {
            await SeenAsync(site.Name, thing.Name);
        }
    }

    /// <summary>Looks at the tags of a batch of a site.</summary>
    public async ValueTask SeenAsync(string site, ObservationBatch batch)
    {
        if (_book is not { IsEmpty: false } book || book.Site != site)
        {
            return;
        }

        foreach (PhaseRead read in batch.Reads)
        {
            await SeenAsync(book.Site, read.Tag);
        }

        foreach (SensorRead reading in batch.Readings)
        {
            await SeenAsync(book.Site, reading.Tag);
        }

        foreach (Probe probe in batch.Probes)
        {
            await SeenAsync(book.Site, probe.Receiver);
        }
    }

    /// <summary>Looks at a tag or an object of a site.</summary>
    public ValueTask SeenAsync(string site, string name)
    {
        if (_book is not { } book)
        {
            // Seen before the file was read, as captured events may be at the start: it gets its rules then.
            if (settings.SiteFile is not null && site == settings.Site && _seen.Count < MostRemembered)
            {
                _seen.TryAdd(name, null);
            }

            return ValueTask.CompletedTask;
        }

        return book.IsEmpty || book.Site != site || _seen.ContainsKey(name) ? ValueTask.CompletedTask : new ValueTask(GiveAsync(book, name));
    }

    /// <summary>Refusals are told once and not tried again: the rules are known to be rules, but the thing may have others of the same version.</summary>
    private async Task GiveAsync(RuleBook book, string name)
    {
        string? rules = book.RulesOf(name);
        if (rules is not null)
        {
            try
            {
                await grains.GetGrain<IObjectGrain>(TwinKeys.InSite(book.Site, book.ObjectOf(name))).Watch(rules);
            }
            catch (ArgumentException fault)
            {
                log.LogError("Object {Object} of site {Site} did not take the rules of the site file: {Fault}", book.ObjectOf(name), book.Site, fault.Message);
            }
        }

        if (_seen.Count >= MostRemembered)
        {
            _seen.Clear();
        }

        _seen[name] = rules;
    }

    /// <summary>Which rules a name gets.</summary>
    private sealed class RuleBook
    {
        private readonly Dictionary<string, string> _objects = new(StringComparer.Ordinal), _own = new(StringComparer.Ordinal), _assignments;
        private readonly (NamePattern Pattern, string? Rules)[] _products;

        public RuleBook(SiteFile site)
        {
            Site = site.Name;
            _assignments = site.Rules.ToDictionary(rules => rules.Name, rules => rules.Assignment, StringComparer.Ordinal);
            // The closest pattern first.
            _products = [.. site.Products.OrderByDescending(product => product.Pattern.IsWhole).ThenByDescending(product => product.Pattern.Stem.Length)
                .Select(product => (product.Pattern, product.Rules))];
            foreach (SiteObject thing in site.Objects)
            {
                if (thing.Rules is { } rules)
                {
                    _own[thing.Name] = rules;
                }

                foreach (string tag in thing.Tags)
                {
                    _objects[tag] = thing.Name;
                }
            }
        }

        public string Site { get; }

        public bool IsEmpty => _products.Length == 0 && _own.Count == 0;

        public string ObjectOf(string name) => _objects.GetValueOrDefault(name, name);

        public string? RulesOf(string name)
        {
            string thing = ObjectOf(name);
            string? rules = _own.GetValueOrDefault(thing) ?? ProductOf(thing) ?? ProductOf(name);
            return rules is null ? null : _assignments[rules];
        }

        private string? ProductOf(string name) => Array.Find(_products, product => product.Pattern.Matches(name)).Rules;
    }
}
