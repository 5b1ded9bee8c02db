(() => {
  'use strict';
  const data = JSON.parse(document.getElementById('data').textContent);
  const root = document.documentElement;
  const prefersDark = window.matchMedia('(prefers-color-scheme: dark)');
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const beside = (data.comparison && data.comparison.budgets) || [];
  const METHODS = [
    {key: 'exact', name: 'exact', type: 'solid', symbol: 'circle', width: 3},
    {key: 'isotropic', name: 'isotropic', type: [2, 3], symbol: 'diamond', width: 2},
    {key: 'linear', name: 'linear', type: [6, 4], symbol: 'triangle', width: 2},
    {key: 'naive', name: 'naive', type: [10, 4, 2, 4], symbol: 'rect', width: 2},
  ];
  const percent = share => (100 * share).toFixed(1) + ' %';
  const count = n => n.toLocaleString('en');
  const color = name => getComputedStyle(root).getPropertyValue('--' + name).trim();
  const narrow = () => window.innerWidth < 760;

  function text() {
    return {color: color('ink'), fontFamily: getComputedStyle(document.body).fontFamily};
  }

  function axis(name, more) {
    return Object.assign({
      name, nameLocation: 'middle', nameGap: 30,
      nameTextStyle: {color: color('soft'), fontSize: 13},
      axisLabel: {color: color('soft'), fontSize: 12, hideOverlap: true},
      axisLine: {lineStyle: {color: color('line')}},
      axisTick: {show: false},
      splitLine: {lineStyle: {color: color('line')}},
    }, more);
  }

  function shares(more) {
    return axis('share of predictions', Object.assign({
      type: 'value', min: 0, max: 1, interval: 0.25, nameGap: 46,
      axisLabel: {color: color('soft'), fontSize: 12, formatter: v => Math.round(100 * v) + ' %'},
    }, more));
  }

  function base(label) {
    return {
      animation: false, textStyle: text(), backgroundColor: 'transparent',
      aria: {enabled: true, label: {description: label}},
      grid: {left: 64, right: 18, top: 42, bottom: 48},
      legend: {top: 4, left: 0, icon: 'roundRect', itemHeight: 8, itemWidth: 18, textStyle: {color: color('ink'), fontSize: 12.5}},
      tooltip: {
        trigger: 'axis', confine: true, transitionDuration: still ? 0 : 0.2,
        backgroundColor: color('card'), borderColor: color('line'), textStyle: {color: color('ink'), fontSize: 13},
      },
    };
  }

  const value = (entry, key) => {
    if (key === 'exact') return entry.certified / entry.targets;
    if (key === 'naive') return entry.naive / entry.targets;
    const other = beside.find(b => b.additions === entry.additions && b.deletions === entry.deletions);
    return other && other[key] !== undefined ? other[key] / entry.targets : undefined;
  };

  /** Shares along one axis of the budgets, the other being zero. */
  function along(free, fixed) {
    return data.collective.filter(e => (e[fixed] || 0) === 0).sort((a, b) => a[free] - b[free]);
  }

  function curve(free, fixed, unit) {
    const entries = along(free, fixed);
    if (entries.length < 2) return null;
    const option = base('Certified share against ' + unit + '; the table of budgets has the numbers.');
    option.xAxis = axis(unit, {type: 'value', minInterval: free === 'distance' ? 0 : 1, min: 0, max: entries[entries.length - 1][free], splitLine: {show: false}});
    option.yAxis = shares();
    option.tooltip.formatter = items => '<b>' + items[0].value[0] + ' ' + unit + '</b>' + items.map(i =>
      '<br>' + i.marker + echarts.format.encodeHTML(i.seriesName) + ' <b>' + percent(i.value[1]) + '</b>').join('');
    option.series = METHODS.map(m => ({
      name: m.name, type: 'line', symbol: m.symbol, symbolSize: m.key === 'exact' ? 8 : 7, showAllSymbol: true,
      lineStyle: {width: m.width, type: m.type, color: color(m.key)}, itemStyle: {color: color(m.key)},
      z: m.key === 'exact' ? 5 : 3,
      data: entries.map(e => [e[free], value(e, m.key)]).filter(p => p[1] !== undefined),
    })).filter(s => s.data.length);
    return option;
  }

  function heat() {
    const xs = [...new Set(data.collective.map(e => e.deletions))].sort((a, b) => a - b);
    const ys = [...new Set(data.collective.map(e => e.additions))].sort((a, b) => a - b);
    if (xs.length < 2 || ys.length < 2) return null;
    const option = base('Certified share by additions and deletions; the table of budgets has the numbers.');
    delete option.legend;
    option.grid = {left: 48, right: 18, top: 14, bottom: 92};
    option.xAxis = axis('deletions', {type: 'category', data: xs.map(String), splitLine: {show: false}});
    option.yAxis = axis('additions', {type: 'category', data: ys.map(String), nameGap: 26, splitLine: {show: false}});
    option.visualMap = {
      min: 0, max: 1, orient: 'horizontal', left: 'center', bottom: 4, itemWidth: 12, itemHeight: 150, calculable: false,
      text: ['100 %', '0 %'], textStyle: {color: color('soft')}, inRange: {color: [color('low'), color('high')]},
    };
    option.tooltip.trigger = 'item';
    option.tooltip.formatter = i => 'add ' + ys[i.value[1]] + ', delete ' + xs[i.value[0]] + ': <b>' + percent(i.value[2]) + '</b>';
    const fits = xs.length <= (narrow() ? 7 : 22);
    option.series = [{
      type: 'heatmap', itemStyle: {borderColor: color('card'), borderWidth: 1.5, borderRadius: 2},
      label: {show: fits, fontSize: 12.5, formatter: i => Math.round(100 * i.value[2])},
      data: data.collective.map(e => {
        const share = value(e, 'exact');
        return {value: [xs.indexOf(e.deletions), ys.indexOf(e.additions), share], label: {color: color(share > 0.45 ? 'highInk' : 'lowInk')}};
      }),
    }];
    return option;
  }

  function histogram(h, unit) {
    const option = base('Number of predictions per radius; the table of radii has the numbers.');
    delete option.legend;
    option.grid.top = 16;
    option.xAxis = axis('certified ' + unit, {type: 'category', data: ['none'].concat(h.labels), splitLine: {show: false}});
    option.yAxis = axis('predictions', {type: 'value', nameGap: 46});
    option.tooltip.axisPointer = {type: 'shadow'};
    option.tooltip.formatter = ([i]) => (i.dataIndex === 0 ? 'no certificate' : 'radius ' + i.name) + ': <b>' + count(i.value) + '</b>';
    option.series = [{
      type: 'bar', barCategoryGap: '18%',
      data: [h.none].concat(h.counts).map((n, i) => ({value: n, itemStyle: {color: i === 0 ? color('soft') : color('exact'), borderRadius: [3, 3, 0, 0]}})),
    }];
    return option;
  }

  function groups(g, unit) {
    const option = base('Certified share by ' + unit + '; the table has the numbers.');
    const shades = color('levels').split(' ');
    option.grid.top = narrow() ? 66 : 42;
    option.xAxis = axis(unit, {type: 'category', data: g.labels, splitLine: {show: false}});
    option.xAxis.axisLabel = {color: color('soft'), fontSize: narrow() ? 10.5 : 12, interval: g.labels.length > 12 ? 'auto' : 0};
    option.yAxis = shares();
    option.tooltip.axisPointer = {type: 'shadow'};
    option.tooltip.formatter = items => '<b>' + echarts.format.encodeHTML(unit + ' ' + items[0].name) + '</b>, ' + count(g.targets[items[0].dataIndex]) + ' predictions' +
      items.map(i => '<br>' + i.marker + echarts.format.encodeHTML(i.seriesName) + ' <b>' + percent(i.value) + '</b>').join('');
    option.series = g.series.map((s, i) => ({
      name: s.name, type: 'bar', barGap: '8%', barCategoryGap: '24%', data: s.shares,
      itemStyle: {color: shades[Math.min(i, shades.length - 1)], borderRadius: [2, 2, 0, 0]},
    }));
    return option;
  }

  const PLOTS = {
    deletions: () => curve('deletions', 'additions', 'deletions'),
    additions: () => curve('additions', 'deletions', 'additions'),
    distance: () => curve('distance', 'nothing', 'distance'),
    heat,
    radiusDeletions: () => histogram(data.deletions, 'deletions'),
    radiusAdditions: () => histogram(data.additions, 'additions'),
    regions: () => groups(data.regions, 'region'),
    degrees: () => groups(data.degrees, 'degree'),
  };

  /** Saves a plot as a file, drawn again with a title at a size for slides. */
  function save(figure, kind) {
    const place = document.createElement('div');
    const shown = figure.querySelector('.plot');
    const chart = echarts.init(place, null, {
      renderer: kind === 'svg' ? 'svg' : 'canvas', width: Math.max(640, shown.clientWidth), height: shown.clientHeight + 34,
    });
    const option = PLOTS[figure.dataset.plot]();
    const title = figure.querySelector('figcaption').textContent;
    option.title = {text: title, left: 4, top: 4, textStyle: {color: color('ink'), fontSize: 16}};
    option.grid.top += 34;
    if (option.legend) option.legend.top += 32;
    chart.setOption(option);
    const link = document.createElement('a');
    link.download = title.toLowerCase().replace(/[^a-z]+/g, '-') + '.' + kind;
    link.href = chart.getDataURL({type: kind, pixelRatio: 2, backgroundColor: color('card')});
    link.click();
    chart.dispose();
  }

  function saveButtons(figure) {
    const bar = document.createElement('div');
    bar.className = 'save';
    for (const kind of ['svg', 'png']) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = 'Save ' + kind.toUpperCase();
      button.setAttribute('aria-label', 'Save "' + figure.querySelector('figcaption').textContent + '" as ' + kind.toUpperCase());
      button.addEventListener('click', () => save(figure, kind));
      bar.append(button);
    }
    figure.append(bar);
  }

  const charts = [];
  for (const figure of document.querySelectorAll('figure[data-plot]')) {
    if (PLOTS[figure.dataset.plot]() === null) {
      figure.hidden = true;
      continue;
    }
    const place = figure.querySelector('.plot');
    place.setAttribute('role', 'img');
    charts.push({figure, chart: echarts.init(place, null, {renderer: 'svg'})});
    saveButtons(figure);
  }
  for (const pair of document.querySelectorAll('.pair')) {
    const shown = [...pair.children].filter(c => !c.hidden);
    if (shown.length === 1 && !narrow()) pair.style.gridTemplateColumns = 'minmax(0, 1fr)';
  }

  function draw() {
    for (const {figure, chart} of charts) {
      chart.resize();
      chart.setOption(PLOTS[figure.dataset.plot](), true);
    }
  }

  const button = document.getElementById('theme');
  function theme(name) {
    root.dataset.theme = name;
    root.style.colorScheme = name;
    button.textContent = name === 'dark' ? 'Light' : 'Dark';
    button.setAttribute('aria-label', 'Show in ' + (name === 'dark' ? 'light' : 'dark') + ' colours');
    draw();
  }
  button.hidden = false;
  button.addEventListener('click', () => theme(root.dataset.theme === 'dark' ? 'light' : 'dark'));
  prefersDark.addEventListener('change', e => theme(e.matches ? 'dark' : 'light'));
  const asked = {'#dark': 'dark', '#light': 'light'}[window.location.hash];
  theme(asked || (prefersDark.matches ? 'dark' : 'light'));
  let waiting = 0;
  window.addEventListener('resize', () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(draw);
  });
})();
