<?xml version="1.0" encoding="UTF-8"?>
<!-- DataCite kernel 4 as simple Dublin Core, which OAI-PMH asks of every repository. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:d="http://datacite.org/schema/kernel-4"
    xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    exclude-result-prefixes="d">

  <xsl:template match="/">
    <oai_dc:dc>
      <xsl:apply-templates select="//d:resource/*"/>
    </oai_dc:dc>
  </xsl:template>

  <xsl:template match="d:identifier">
    <dc:identifier>https://doi.org/<xsl:value-of select="."/></dc:identifier>
  </xsl:template>
  <xsl:template match="d:creators">
    <xsl:for-each select="d:creator"><dc:creator><xsl:value-of select="d:creatorName"/></dc:creator></xsl:for-each>
  </xsl:template>
  <xsl:template match="d:titles">
    <xsl:for-each select="d:title"><dc:title><xsl:value-of select="."/></dc:title></xsl:for-each>
  </xsl:template>
  <xsl:template match="d:subjects">
    <xsl:for-each select="d:subject"><dc:subject><xsl:value-of select="."/></dc:subject></xsl:for-each>
  </xsl:template>
  <xsl:template match="d:descriptions">
    <xsl:for-each select="d:description"><dc:description><xsl:value-of select="."/></dc:description></xsl:for-each>
  </xsl:template>
  <xsl:template match="d:publisher"><dc:publisher><xsl:value-of select="."/></dc:publisher></xsl:template>
  <xsl:template match="d:publicationYear"><dc:date><xsl:value-of select="."/></dc:date></xsl:template>
  <xsl:template match="d:resourceType">
    <dc:type><xsl:value-of select="@resourceTypeGeneral"/></dc:type>
    <dc:type><xsl:value-of select="."/></dc:type>
  </xsl:template>
  <xsl:template match="d:formats|d:sizes">
    <xsl:for-each select="*"><dc:format><xsl:value-of select="."/></dc:format></xsl:for-each>
  </xsl:template>
  <xsl:template match="d:alternateIdentifiers">
    <xsl:for-each select="*"><dc:identifier><xsl:value-of select="."/></dc:identifier></xsl:for-each>
  </xsl:template>
  <xsl:template match="d:relatedIdentifiers">
    <xsl:for-each select="*"><dc:relation><xsl:value-of select="."/></dc:relation></xsl:for-each>
  </xsl:template>
  <xsl:template match="d:geoLocations">
    <xsl:for-each select="*/d:geoLocationPlace"><dc:coverage><xsl:value-of select="."/></dc:coverage></xsl:for-each>
  </xsl:template>
  <xsl:template match="d:rightsList">
    <xsl:for-each select="d:rights"><dc:rights><xsl:value-of select="@rightsURI"/></dc:rights></xsl:for-each>
  </xsl:template>
  <xsl:template match="*"/>
</xsl:stylesheet>
